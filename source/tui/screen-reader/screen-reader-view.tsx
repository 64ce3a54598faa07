import {useState, type ReactNode} from 'react';
import {Static, Text} from 'ink';
import type {ScreenState} from '../state/screen-state.js';
import {noAnnouncements, announce} from './announcements.js';
import {topicsOf} from './topics.js';

type Properties = {
	readonly state: ScreenState;
};

/** The screen for a screen reader: sentences, each a line that stays. Nothing is drawn again, so nothing is read again. */
export function ScreenReaderView({state}: Properties): ReactNode {
	const [speech, setSpeech] = useState(noAnnouncements);
	const next = announce(speech, topicsOf(state), state.now);
	if (next !== speech) {
		setSpeech(next);
	}

	// Each turn has a key of its own, because under one key Ink would keep every sentence that was ever said.
	return <Static key={next.turn} items={[...next.sentences]}>{(sentence, index) => <Text key={index}>{sentence}</Text>}</Static>;
}
