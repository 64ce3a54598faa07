import {useStdin} from 'ink';
import {useEffect, useRef} from 'react';
import {keysOf} from './key-names.js';

const [pasteStart, pasteEnd] = ['\u001B[200~', '\u001B[201~'];

/** Calls with each key, and with text that was pasted, which the terminal marks. It replaces Ink's `useInput`, which throws at a Ctrl sequence whose key it has no name for, and so would end the program. */
export function useKeys(onKey: (key: string) => void, onPaste: (text: string) => void): void {
	const {setRawMode, internal_eventEmitter: inputs} = useStdin();
	useEffect(() => {
		setRawMode(true);
		return () => {
			setRawMode(false);
		};
	}, [setRawMode]);
	const pasted = useRef<string>(undefined);
	useEffect(() => {
		const read = (input: string) => {
			if (input === pasteStart) {
				pasted.current = '';
				return;
			}

			if (pasted.current !== undefined) {
				if (input === pasteEnd) {
					onPaste(pasted.current);
					pasted.current = undefined;
				} else {
					pasted.current += input;
				}

				return;
			}

			for (const key of keysOf(input)) {
				onKey(key);
			}
		};

		inputs.on('input', read);
		return () => {
			inputs.off('input', read);
		};
	}, [inputs, onKey, onPaste]);
}
