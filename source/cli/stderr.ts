import process from 'node:process';
import {inAscii} from '../text/ascii.js';
import {hasUnicode} from '../text/charset.js';

/** What writes to stderr: in ASCII where that is asked for, or nothing else can be shown. */
export function stderrWriter(ascii = !hasUnicode(process.env)): (text: string) => void {
	return text => {
		process.stderr.write(ascii ? inAscii(text) : text);
	};
}
