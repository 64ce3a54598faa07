import {useStdin} from 'ink';
import {useEffect} from 'react';
import {keysOf} from './key-names.js';

/** Calls with each key. In place of Ink's `useInput`, which throws at a sequence with Ctrl whose key it has no name for, and so would end the program. */
export function useKeys(onKey: (key: string) => void): void {
	const {setRawMode, internal_eventEmitter: inputs} = useStdin();
	useEffect(() => {
		setRawMode(true);
		return () => {
			setRawMode(false);
		};
	}, [setRawMode]);
	useEffect(() => {
		const read = (input: string) => {
			for (const key of keysOf(input)) {
				onKey(key);
			}
		};

		inputs.on('input', read);
		return () => {
			inputs.off('input', read);
		};
	}, [inputs, onKey]);
}
