/* eslint-disable no-control-regex -- these patterns are about control characters */

// One byte is one character here. Control characters of eight bits come as such from some terminals, and in UTF-8 from others.
const csi = String.raw`(?:\x1B+\[|\x9B|\xC2\x9B)`;
const shift = String.raw`(?:\x1B+O|\x8F|\xC2\x8F)`;
const string = String.raw`(?:\x1B+[P\]_^X]|\xC2?[\x90\x98\x9D\x9E\x9F])`;
const long = String.raw`[\xC3-\xDF][\x80-\xBF]|[\xE0-\xEF][\x80-\xBF]{2}|[\xF0-\xF4][\x80-\xBF]{3}`;

/** What a string holds: no Ctrl-C, which always acts, and not its own end, which may be a part of a longer character. */
const content = String.raw`(?:[^\x03\x07\x1B\x9C\xC2-\xF4]|\xC2[\x80-\x9B\x9D-\xBF]|${long}|[\xC2-\xF4](?![\x80-\xBF]))*`;
const cutCharacter = String.raw`(?:[\xC2-\xF4]|[\xE0-\xF4][\x80-\xBF]|[\xF0-\xF4][\x80-\xBF]{2})`;
const parameters = String.raw`[0-?]*[ -\/]*`;

/** Complete pieces of input, each at the start of what is held. */
export const whole = {
	paste: new RegExp(String.raw`^${csi}200~([\s\S]*?)${csi}201~`, 'v'),

	/** A key or an answer. `ESC [ M` is a report of the mouse with three bytes, `ESC [ [` a key of the Linux console; rxvt ends some keys with a dollar sign. */
	control: new RegExp(String.raw`^${csi}(\[[@-~]|M[\s\S]{3}|\d+\$|(?![\[M])${parameters}[@-~])`, 'v'),
	shift: new RegExp(String.raw`^${shift}([\d;]*[^\d;\x00-\x1F])`, 'v'),
	string: new RegExp(String.raw`^${string}${content}(?:\x07|\x1B\\|\xC2?\x9C)`, 'v'),

	/** A character with Alt. */
	alt: new RegExp(String.raw`^\x1B+(?:(?=\x03)|\xC2[\x80-\xBF]|${long}|[^\x1B\[OP\]_^X\xC2-\xF4])`, 'v'),
	character: new RegExp(String.raw`^(?:[\x00-\x1A\x1C-\x7F]|\xC2[\xA0-\xBF]|${long})`, 'v'),
} as const;

/** Pieces that more has to come for. */
export const begun = {
	escape: /^\u001B+$/v,
	paste: new RegExp(String.raw`^${csi}200~([\s\S]*)$`, 'v'),
	rest: new RegExp(String.raw`^(?:${csi}(?:\[|M[\s\S]{0,2}|${parameters})|${shift}[\d;]*|${string}${content}(?:\x1B|${cutCharacter})?|\x1B*${cutCharacter})$`, 'v'),

	/** Alt and a character that could begin a sequence. */
	introducer: /^\u001B+[\[OP\]_^X]$/v,
} as const;

/** What can be thrown away of something that is no piece and can't become one. */
export const broken = new RegExp(String.raw`^(?:${csi}${parameters}|${shift}[\d;]*|${string}${content}|[\s\S])`, 'v');
