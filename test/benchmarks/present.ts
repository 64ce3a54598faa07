import {figuresOf, type Ratio, type Spread} from './figures.js';
import type {Measured} from './rounds.js';
import {
	short, tableOf, threeDigits, type Column, type Form,
} from './table.js';

/** A workload with what was measured of it. */
export type Result = {
	readonly workload: string;
	readonly measured: readonly Measured[];
	readonly ratios: readonly Ratio[];
};

const figureColumns: readonly Column[] = [
	{title: 'Workload', isNumber: false},
	{title: 'Program', isNumber: false},
	{title: 'Settings', isNumber: false},
	{title: 'Records/s', isNumber: true},
	{title: 'MB/s', isNumber: true},
	{title: 'CPU s/M', isNumber: true},
	{title: 'Peak MB', isNumber: true},
	{title: 'Start s', isNumber: true},
];

const ratioColumns: readonly Column[] = [
	{title: 'Workload', isNumber: false},
	{title: 'This', isNumber: false},
	{title: 'Against', isNumber: false},
	{title: 'Speed', isNumber: true},
	{title: 'least–most', isNumber: true},
	{title: 'CPU', isNumber: true},
	{title: 'Target', isNumber: true},
	{title: 'Met', isNumber: false},
];

const million = 1e6;

/** What each program did in each workload. */
export function figuresTable(form: Form, results: readonly Result[]): string {
	return tableOf(form, figureColumns, results.flatMap(({workload, measured}) => measured.filter(({runs}) => runs.length > 0).map((one, index) => {
		const {recordsPerSecond, bytesPerSecond, cpuSecondsPerMillion, peakBytes} = figuresOf(one);
		const {contestant, startSeconds} = one;
		return [
			index === 0 ? workload : '',
			contestant.name,
			contestant.settings,
			short(recordsPerSecond),
			threeDigits(bytesPerSecond / million),
			threeDigits(cpuSecondsPerMillion),
			threeDigits(peakBytes / million),
			contestant.includesStart ? threeDigits(startSeconds) : '',
		];
	})));
}

/** Who is faster, and by how much. */
export function ratiosTable(form: Form, results: readonly Result[]): string {
	return tableOf(form, ratioColumns, results.flatMap(({workload, ratios}) => ratios.map(({of, to, speed, cpu, target}, index) => [
		index === 0 ? workload : '',
		`${of.name}, ${of.settings}`,
		of.name === to.name ? 'the same with no screen' : [to.name, ...to.isMillrace || to.settings === '' ? [] : [to.settings]].join(', '),
		`${threeDigits(speed.median)}×`,
		`${threeDigits(speed.least)}–${threeDigits(speed.most)}`,
		`${threeDigits(cpu.median)}×`,
		target === undefined ? '' : [`${target.speed}×`, ...target.cpu === undefined ? [] : [`CPU ${target.cpu}×`]].join(', '),
		target === undefined ? '' : verdict(speed, cpu, target),
	])));
}

function verdict(speed: Spread, cpu: Spread, target: NonNullable<Ratio['target']>): string {
	const isFast = speed.median >= target.speed;
	const isCheap = target.cpu === undefined || cpu.median <= target.cpu;
	return isFast && isCheap ? 'yes' : (isFast || (isCheap && target.cpu !== undefined) ? 'in part' : 'no');
}
