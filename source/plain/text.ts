import {sanitize} from '../text/sanitize.js';

const grouped = new Intl.NumberFormat('en-US');

/** `1,000,000`. */
export function groupDigits(value: number): string {
	return grouped.format(value);
}

/** A text from outside within one line, without anything that a terminal would act on. */
export function oneLine(text: string): string {
	return sanitize(text).trim();
}
