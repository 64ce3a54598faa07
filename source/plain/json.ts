import type {Report} from '../engine/snapshot.js';

/** JSON in which every member stands, the undefined ones as null. */
export function toJson(value: unknown, indent?: string): string {
	return JSON.stringify(value, (_key, member: unknown) => member === undefined ? null : member, indent);
}

/** The content of a report file. */
export function reportText(report: Report): string {
	return `${toJson(report, '\t')}\n`;
}
