import type {Snapshot} from '../../contract/snapshot.js';
import {duration, perSecond} from '../../text/format.js';
import {presentSettings} from '../state/present-settings.js';
import {
	pendingFor, withPending, withNotice, type ScreenState,
} from '../state/screen-state.js';
import {undoKey} from '../state/undo.js';
import {
	onSnapshot, refuse, type Action, type Outcome,
} from '../input/action.js';

/** Injects a spike by the present settings. The command carries factor and length, so that it does what the notice says, and a recording needs no settings to replay it. */
export const spike: Action = onRate('no spike', (state, {producer, settings}) => {
	if (isPaused(state, producer)) {
		return refuse(state, 'no spike: the producer is paused, P resumes it');
	}

	const {spikeFactor: factor, spikeLength: length} = presentSettings(state) ?? settings;
	return {
		state: withPending(withNotice(state, `spike ×${factor} for ${duration(length)}: ${undoKey} ends it, e sets size and length`), 'spike', String(factor)),
		commands: [{type: 'spike.start', factor, length}],
	};
});

export const rateUp: Action = scaleRate(1.1, '+10 %');
export const rateDown: Action = scaleRate(1 / 1.1, '−10 %');

export const toggleProducer: Action = onSnapshot((state, snapshot) => {
	if (snapshot.producer.state === 'stopped') {
		return refuse(state, 'the producer has stopped');
	}

	const goesOn = isPaused(state, snapshot.producer);
	return {
		state: withPending(withNotice(state, goesOn ? 'producer resumed' : 'producer paused: P resumes it'), 'producer', goesOn ? 'producing' : 'paused'),
		commands: [{type: goesOn ? 'producer.resume' : 'producer.pause'}],
	};
});

function isPaused(state: ScreenState, producer: Snapshot['producer']): boolean {
	return (pendingFor(state, 'producer') ?? producer.state) === 'paused';
}

/** An action that needs a producer with a rate. */
function onRate(refusal: string, act: (state: ScreenState, snapshot: Snapshot) => Outcome): Action {
	return onSnapshot((state, snapshot) => {
		if (snapshot.state !== 'running') {
			return refuse(state, `${refusal}: it drains`);
		}

		if (snapshot.producer.isPaced) {
			return act(state, snapshot);
		}

		return refuse(state, snapshot.producer.isGenerated
			? `${refusal}: the rate is as high as the queue takes (--rate max)`
			: `${refusal}: no generator, the source is ${snapshot.source.name}`);
	});
}

function scaleRate(factor: number, word: string): Action {
	return onRate('no rate to change', (state, snapshot) => {
		const {rate} = snapshot.settings;
		const present = Number(pendingFor(state, 'rate') ?? rate);
		const next = present * factor;
		return {
			state: withPending(withNotice(state, `rate ${word}: ${perSecond(next)}`), 'rate', String(next)),
			commands: [{type: 'rate.scale', factor}],
		};
	});
}
