import type {Overlay} from '../state/overlay.js';

/** Keys, and in a word what they do. */
type Labels = ReadonlyArray<readonly [keys: string, text: string]>;

/** The keys that act while something lies over the screen; `undefined` where all do. How to leave is not among them. */
export function keysOver(overlay: Overlay): Labels | undefined {
	switch (overlay.kind) {
		case 'help': {
			return [['↑↓', 'more'], ['any other key', 'back'], ...everywhere];
		}

		case 'settings': {
			return overlay.typed === undefined
				? [['↑↓', 'choose'], ['←→', 'step'], ['enter', 'type'], ['esc', 'back'], ...everywhere]
				: [['enter', 'set it'], ['esc', 'leave it']];
		}

		case 'question': {
			return [['←→', 'choose'], ['enter', 'answer'], ['y', 'yes'], ['n', 'no'], ['esc', 'cancel']];
		}

		case 'none':
		case 'filter': {
			return undefined;
		}
	}
}

const everywhere: Labels = [['L', 'lock'], ['S', 'save']];
