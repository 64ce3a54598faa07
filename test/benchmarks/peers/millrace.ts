import process from 'node:process';
import type {Contestant, Run} from '../contestant.js';
import {withScreen} from '../figures.js';

/** A compiled Millrace. */
export type Build = {
	readonly name: string;
	readonly cli: string;
};

export type Variant = {
	readonly batch: number;
	readonly queue: string;
	readonly hasScreen: boolean;
};

/** How a variant is run in a workload. */
export type Launch = {
	/** The command as words, from the flags of the workload. */
	readonly command: (flags: readonly string[]) => readonly string[];

	/** The same as a part of a line of shell. */
	readonly line: (flags: readonly string[]) => string;
	readonly hasScreen: boolean;
};

/** Millrace with these settings; all others are its own. */
export function millrace(build: Build, variant: Variant, work: Pick<Contestant, 'records' | 'includesStart'> & {
	readonly run: (records: number, launch: Launch) => Promise<Run>;
	readonly verify?: (launch: Launch) => Promise<void>;
}): Contestant {
	const launch = launchOf(build, variant);
	const {verify, ...rest} = work;
	const withoutScreen = launchOf(build, {...variant, hasScreen: false});
	return {
		...rest,
		name: build.name,
		settings: settingsOf(variant),
		isMillrace: true,
		run: async records => work.run(records, launch),
		start: async () => work.run(1, withoutScreen),
		...verify === undefined
			? {}
			: {
				async verify() {
					await verify(launch);
				},
			},
	};
}

export function settingsOf({batch, queue, hasScreen}: Variant): string {
	return `batch ${batch}, queue ${queue}${hasScreen ? withScreen : ''}`;
}

function launchOf({cli}: Build, {batch, queue, hasScreen}: Variant): Launch {
	const own = ['--batch-size', String(batch), '--queue-size', queue, ...hasScreen ? [] : ['--plain']];
	const command = (flags: readonly string[]) => [process.execPath, cli, ...flags, ...own];
	return {command, line: flags => command(flags).map(word => `'${word}'`).join(' '), hasScreen};
}
