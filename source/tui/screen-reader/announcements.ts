/** Something that is said again whenever it has changed enough. */
export type Topic = {
	readonly name: string;

	/** What has to change for it to be said again. */
	readonly gist: string;

	/** Answers to keys and alarms are said at once, all else in turns. */
	readonly isUrgent: boolean;

	/** The sentences, knowing the gist that was said last. */
	readonly say: (before: string | undefined) => readonly string[];
};

/** What is being said, and what has been. */
export type Announcements = {
	/** Counts up with each time that something is said. */
	readonly turn: number;
	readonly sentences: readonly string[];

	/** The last gist of each topic. */
	readonly said: ReadonlyMap<string, string>;

	/** When it was last the turn of what is not urgent. */
	readonly at: number;
};

export const noAnnouncements: Announcements = {
	turn: 0, sentences: [], said: new Map(), at: Number.NEGATIVE_INFINITY,
};

/** Long enough to be heard out, in milliseconds. */
const interval = 5000;

/** The speech that follows: the same one where there is nothing to say. A topic that has gone is said anew when it comes back. */
export function announce(speech: Announcements, topics: readonly Topic[], now: number): Announcements {
	const isTurn = now - speech.at >= interval;
	const due = topics.filter(({name, gist, isUrgent}) => (isUrgent || isTurn) && speech.said.get(name) !== gist);
	const said = new Map(topics.flatMap(topic => {
		const gist = due.includes(topic) ? topic.gist : speech.said.get(topic.name);
		return gist === undefined ? [] : [[topic.name, gist] as const];
	}));
	if (due.length === 0) {
		return said.size === speech.said.size ? speech : {...speech, said};
	}

	const sentences = due.flatMap(({name, say}) => say(speech.said.get(name)));
	return {
		turn: sentences.length === 0 ? speech.turn : speech.turn + 1,
		sentences: sentences.length === 0 ? speech.sentences : sentences,
		said,
		at: due.some(({isUrgent}) => !isUrgent) ? now : speech.at,
	};
}
