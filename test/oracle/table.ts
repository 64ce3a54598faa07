import {allowedDelay, type Measure} from './measure.js';
import type {Twin} from './twins.js';

/** Which row a scenario has in the table. */
export type Row = {
	readonly name: string;
	readonly measures: readonly Measure[];
};

export type Summary = {
	readonly inTime: number;
	readonly median: number;
	readonly longest: number;
	readonly wrong: number;
	readonly wrongAtAll: number;
	readonly changes: number;
	readonly quickest: number;
};

function mean(values: readonly number[]): number {
	return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

/** What the runs of one scenario, or of all, come to. */
export function summaryOf(measures: readonly Measure[]): Summary {
	const delays = measures.flatMap(measure => measure.delays).toSorted((a, b) => a - b);
	return {
		inTime: mean(delays.map(delay => delay <= allowedDelay ? 1 : 0)),
		median: delays[Math.floor(delays.length / 2)] ?? 0,
		longest: delays.at(-1) ?? 0,
		wrong: mean(measures.map(({wrong}) => wrong)),
		wrongAtAll: mean(measures.map(({wrongAtAll}) => wrongAtAll)),
		changes: mean(measures.map(({changes}) => changes)),
		quickest: Math.min(...measures.map(({quickest}) => quickest)),
	};
}

export const isGood = ({inTime, wrong, quickest}: Summary): boolean => inTime >= 0.99 && wrong <= 0.01 && quickest >= 1000;

function cells(name: string, {inTime, median, longest, wrong, wrongAtAll, changes, quickest}: Summary): string {
	const seconds = (value: number): string => Number.isFinite(value) ? `${(value / 1000).toFixed(1)} s` : '–';
	const share = (value: number): string => `${(value * 100).toFixed(1)} %`;
	return `| ${[name, share(inTime), seconds(median), seconds(longest), share(wrong), share(wrongAtAll), changes.toFixed(1), seconds(quickest)].join(' | ')} |`;
}

/** The table in Markdown. */
export function tableOf(rows: readonly Row[]): string {
	return [
		'| Scenario | right within 2 s | median | longest | wrong | wrong, first 2 s included | changes a run | two changes apart |',
		'| --- | --: | --: | --: | --: | --: | --: | --: |',
		...rows.map(({name, measures}) => cells(isGood(summaryOf(measures)) ? name : `**${name}**`, summaryOf(measures))),
		cells('all', summaryOf(rows.flatMap(({measures}) => measures))),
	].join('\n');
}

/** What came of the advice, by limit; what was worse is named with its scenario and seed. */
export function adviceTable(twins: readonly Twin[]): string {
	const limits = [...new Set(twins.map(({limit}) => limit))];
	const row = (name: string, own: readonly Twin[]): string => {
		const share = (effect: Twin['effect']): number => own.filter(twin => twin.effect === effect).length / Math.max(1, own.length);
		return `| ${name} | ${own.length} | ${((1 - share('worse')) * 100).toFixed(1)} % | ${(share('better') * 100).toFixed(1)} % |`;
	};

	const failed = twins.filter(({effect}) => effect !== 'better');
	return [
		'| Advice for | twins | not worse | better |',
		'| --- | --: | --: | --: |',
		...limits.map(limit => row(`\`${limit}\``, twins.filter(twin => twin.limit === limit))),
		row('all', twins),
		...(failed.length === 0 ? [] : ['', 'No better:', '', ...new Set(failed.map(twin => failedLine(twin)))]),
	].join('\n');
}

function failedLine({effect, limit, scenario, advice}: Twin): string {
	return `- ${effect}: \`${limit}\` in "${scenario}": ${advice.replaceAll(/\d+/gv, '#')}`;
}
