import type {SettingChange} from '../../settings/settings.js';
import type {Facts} from '../facts.js';
import type {Advice, Limit} from '../verdict.js';

/** One thing that may limit the flow. */
export type Cause = {
	readonly limit: Limit;

	/** Whether a single snapshot and the last moments show it. It then overrules what a window shows, and needs no time after a change. */
	readonly isInstant: boolean;

	/** The figures that show it, one line each; `undefined` where it is not so. */
	readonly judge: (facts: Facts) => readonly string[] | undefined;

	/** What to do where it is so. */
	readonly advise?: (facts: Facts) => Advice | undefined;
};

/** Advice that is a change of settings. */
export function changeOf(text: string, ...changes: readonly SettingChange[]): Advice {
	return {text, commands: changes.map(change => ({type: 'setting.set', change}))};
}

/** Advice that is to be followed outside of the program. */
export function outside(text: string): Advice {
	return {text, commands: []};
}

/** To two digits: advice is no measurement. */
export function roundUp(value: number): number {
	const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, value))) - 1);
	return Math.ceil(value / step) * step;
}
