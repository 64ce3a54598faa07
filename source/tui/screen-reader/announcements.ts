/** Something that is said again whenever it has changed enough. */
export type Topic = {
	readonly name: string;

	/** What has to change for it to be said again. */
	readonly gist: string;

	/** Whether it is said at once, as answers to keys and alarms are; other topics wait for their turn. */
	readonly isUrgent: boolean;

	/** The sentences, knowing the gist that was said last. */
	readonly say: (before: string | undefined) => readonly string[];
};

/** The sentences that are being said, and what has been said before. */
export type Announcements = {
	/** Counts up with each time that something is said. */
	readonly turn: number;
	readonly sentences: readonly string[];

	/** The last gist of each topic. */
	readonly said: ReadonlyMap<string, string>;

	/** When topics that are not urgent last had their turn. */
	readonly at: number;
};

export const noAnnouncements: Announcements = {
	turn: 0, sentences: [], said: new Map(), at: Number.NEGATIVE_INFINITY,
};

/** Long enough to be heard out, in milliseconds. */
const interval = 5000;

/** The next announcements; the same ones where there is nothing to say. A topic that disappears is said anew when it comes back. */
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
