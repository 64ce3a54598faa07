import {span, type Row, type Tone} from '../theme/theme.js';

/** A panel's title, with a mark on the one that the keys for moving act on: colour alone would not do. */
export function panelTitle(title: string, isFocused: boolean): string {
	return isFocused ? `▸ ${title}` : title;
}

/** How to leave a panel that is shown in full. */
export const wayBack: Row = [span('esc back', 'faint')];

/** The tone of a panel's border. */
export function panelTone(isFocused: boolean): Tone {
	return isFocused ? 'accent' : 'border';
}
