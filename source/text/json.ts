/** Control characters beyond ASCII and marks that turn the direction of text: JSON lets them stand, and a terminal would obey them. */
const obeyed = /[\u007F-\u009F\u200E\u200F\u2028-\u202E\u2066-\u2069]/gv;

/** JSON in which every member stands, the undefined ones as null, and which does nothing to a terminal. */
export function toJson(value: unknown, indent?: string): string {
	return JSON.stringify(value, (_key, member: unknown) => member === undefined ? null : member, indent).replaceAll(obeyed, escaped);
}

function escaped(character: string): string {
	return String.raw`\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;
}
