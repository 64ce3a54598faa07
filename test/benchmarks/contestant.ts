/** What a run took: from the start of the program to its end or, where a server is fed, from the first byte sent to the last one in the file. */
export type Run = {
	readonly seconds: number;
	readonly cpuSeconds: number;

	/** The largest resident memory of any one process of it. */
	readonly peakBytes: number;

	/** What arrived. */
	readonly bytes: number;
};

/** A program with its settings that does a workload. */
export type Contestant = {
	/** Of two programs with the same name in a workload, the settings tell them apart. */
	readonly name: string;
	readonly settings: string;

	/** Whether it is Millrace, whose ratios are wanted, or one that it is compared with. */
	readonly isMillrace: boolean;

	/** Records of a run that takes long enough to be measured. */
	readonly records: number;

	/** How to install it where it is not there. */
	readonly missing?: string;

	/** Whether a run's time has the start of a program in it, which a run of one record then tells. */
	readonly includesStart: boolean;

	/** What tells the start instead, where records flow while the program goes on starting: with a screen. */
	readonly start?: () => Promise<Run>;

	/** Does the work, and throws if a record did not arrive. */
	readonly run: (records: number) => Promise<Run>;

	/** A slower run, once, for what `run` does not look at: the sum of the sequence numbers. */
	readonly verify?: () => Promise<void>;
};

export type Workload = {
	readonly name: string;
	readonly contestants: readonly Contestant[];
};

/** A contestant in one line. */
export function titleOf({name, settings}: Pick<Contestant, 'name' | 'settings'>): string {
	return settings === '' ? name : `${name}, ${settings}`;
}
