/** What a piece of text means. A theme gives each its look; a word or a shape always says the same. */
export type Tone
	= | 'plain' | 'strong' | 'faint' | 'accent' | 'border' | 'title'
		| 'incoming' | 'outgoing' | 'catchingUp' | 'queue'
		| 'good' | 'busy' | 'waiting' | 'warning' | 'danger';

/** How text looks, in Ink's terms. A colour is `#rrggbb`, `ansi256(n)` or a name. */
export type Style = {
	readonly color?: string;
	readonly bold?: boolean;
	readonly dimColor?: boolean;
};

/** The looks of a whole screen. */
export type Theme = {
	readonly tones: Readonly<Record<Tone, Style>>;

	/** Behind the selected row and the selected choice. */
	readonly selection: string | undefined;

	/** Whether neighbouring areas can be told apart by colour; if not, patterns do it. */
	readonly isColoured: boolean;
};

/** A piece of text with a meaning; `behind` colours the cell behind it, and `isSelected` marks it as a part of the selection. */
export type Span = {
	readonly text: string;
	readonly tone: Tone;
	readonly behind?: Tone;
	readonly isSelected?: boolean;
};

/** A row of text, or a part of one. */
export type Row = readonly Span[];

/** A piece of text in a tone. */
export function span(text: string, tone: Tone = 'plain'): Span {
	return {text, tone};
}
