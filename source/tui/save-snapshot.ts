import fs from 'node:fs';
import path from 'node:path';
import {privateMode} from '../files/output.js';
import {toJson} from '../text/json.js';
import {describeError, errorCode} from '../text/system-error.js';
import {stopwatch} from '../text/format.js';
import {momentOf} from './state/moment.js';
import {shownData, withNotice, type ScreenState} from './state/screen-state.js';

/** Where a snapshot is kept, and as of when. */
export type SaveOptions = {
	/** The working folder. */
	readonly folder: string;

	/** What the files are named after. */
	readonly time: Date;
};

/** Files that are made together or not at all. */
type Pair = {readonly base: string; readonly fds: readonly number[]};

const extensions = ['.json', '.txt'] as const;
const mostOfOneSecond = 1000;

/**
Keeps what is shown in two new files, as data and as text and for the user alone, and returns the state that says so. Nothing is written over; where the files can't be written, neither is left, and the state says why.
*/
export function saveShown(state: ScreenState, screen: string, {folder, time}: SaveOptions): ScreenState {
	try {
		const base = writePair(folder, time, [documentOf(state, time), `${screen}\n`]);
		const moment = momentOf(state);
		const when = moment === undefined ? '' : ` of ${stopwatch(moment.sample.second * 1000)}`;
		const message = `snapshot${when} saved: ${base}.json and .txt`;
		return withNotice(withSaved(state, message, time), message);
	} catch (error) {
		return withNotice(state, `no snapshot: the working folder can't be written to: ${describeError(error)}`, true);
	}
}

/** What is shown, as JSON: the settings and the addresses in it are those of the engine's snapshot, which has no secrets. */
function documentOf(state: ScreenState, time: Date): string {
	const {snapshot, diagnosis, events, history} = shownData(state);
	const content = {
		format: 'millrace-snapshot',
		version: 1,
		savedAt: time.toISOString(),

		// What a frozen screen looks at. The history goes on to when it was frozen; all else is of that moment, as long as it is kept.
		moment: momentOf(state)?.sample,
		diagnosis: diagnosis.verdict,
		settings: snapshot?.settings,
		snapshot,
		events,
		history,
	};
	return `${toJson(content, '\t')}\n`;
}

/** Says in the list of events that something was saved: the engine knows nothing of it. */
function withSaved(state: ScreenState, message: string, time: Date): ScreenState {
	const {live} = state;
	const last = live.events.at(-1)?.id ?? 0;

	// The engine counts on by whole numbers: halfway to its next one is free, however often something is saved.
	const id = (last + Math.floor(last) + 1) / 2;
	return {
		...state,
		live: {
			...live, events: [...live.events, {
				id, at: time.getTime() * 1000, level: 'info', source: 'you', message, count: 1, firstAt: time.getTime() * 1000,
			}],
		},
	};
}

function writePair(folder: string, time: Date, contents: readonly [json: string, text: string]): string {
	const {base, fds} = openPair(folder, `millrace-${time.toISOString().replace(/\.\d+/v, '').replaceAll(':', '-')}`);
	try {
		for (const [index, fd] of fds.entries()) {
			fs.writeFileSync(fd, contents[index] ?? '');
		}
	} catch (error) {
		remove(folder, base, extensions);
		throw error;
	} finally {
		for (const fd of fds) {
			fs.closeSync(fd);
		}
	}

	return base;
}

/** The first free names: `<name>`, `<name>-2`, `<name>-3`, … */
function openPair(folder: string, name: string): Pair {
	for (let count = 1; ; count++) {
		const base = count === 1 ? name : `${name}-${count}`;
		const fds: number[] = [];
		try {
			for (const extension of extensions) {
				fds.push(fs.openSync(path.join(folder, `${base}${extension}`), 'wx', privateMode));
			}

			return {base, fds};
		} catch (error) {
			for (const fd of fds) {
				fs.closeSync(fd);
			}

			remove(folder, base, extensions.slice(0, fds.length));
			if (errorCode(error) !== 'EEXIST' || count >= mostOfOneSecond) {
				throw error;
			}
		}
	}
}

function remove(folder: string, base: string, which: readonly string[]): void {
	for (const extension of which) {
		fs.rmSync(path.join(folder, `${base}${extension}`), {force: true});
	}
}
