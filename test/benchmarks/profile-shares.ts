/** A V8 CPU profile, as far as it is read here. */
export type CpuProfile = {
	readonly nodes: ReadonlyArray<{readonly id: number; readonly callFrame: {readonly functionName: string; readonly url: string}}>;

	/** The node that was found running each time, and how long before it the last look was, in microseconds. */
	readonly samples: readonly number[];
	readonly timeDeltas: readonly number[];
};

export type ProfileShares = {
	/** Time in which the thread was not idle, in seconds. */
	readonly busySeconds: number;

	/** The part of it in XState and the machines' definitions. */
	readonly machines: number;

	/** The functions that take most, with their parts, the largest first. */
	readonly functions: ReadonlyArray<{readonly name: string; readonly share: number}>;
};

const ofMachines = /\/node_modules\/xstate\/|\/source\/machines\//v;

/** Where a thread's time went: each function's own, without what it called. */
export function sharesOf({nodes, samples, timeDeltas}: CpuProfile): ProfileShares {
	const frames = new Map(nodes.map(({id, callFrame}) => [id, callFrame]));
	const times = new Map<string, number>();
	let busy = 0;
	let machines = 0;
	for (const [index, id] of samples.entries()) {
		const frame = frames.get(id);
		const time = timeDeltas[index] ?? 0;
		if (frame === undefined || frame.functionName === '(idle)') {
			continue;
		}

		const name = nameOf(frame);
		busy += time;
		machines += ofMachines.test(frame.url) ? time : 0;
		times.set(name, (times.get(name) ?? 0) + time);
	}

	return {
		busySeconds: busy / 1e6,
		machines: machines / busy,
		functions: [...times].map(([name, time]) => ({name, share: time / busy})).toSorted((a, b) => b.share - a.share),
	};
}

function nameOf({functionName, url}: CpuProfile['nodes'][number]['callFrame']): string {
	const file = url.split('/').at(-1);
	return `${functionName === '' ? '(no name)' : functionName}${file === undefined || file === '' ? '' : ` ${file}`}`;
}

/** Whether it is the profile of the thread in which records move. */
export function isOfEngine({nodes}: CpuProfile): boolean {
	return nodes.some(({callFrame}) => callFrame.url.endsWith('/engine/worker/worker.js'));
}
