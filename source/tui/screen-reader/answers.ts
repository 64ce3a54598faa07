import {formatSetting} from '../../settings/schema.js';
import {factRows} from '../inspector/machine-facts.js';
import {duration, grouped, percent} from '../../text/format.js';
import {keyTable} from '../keys/key-table.js';
import {momentOf} from '../state/moment.js';
import {presentSettings} from '../state/present-settings.js';
import {
	shownData, type InspectorTarget, type Notice, type ScreenState,
} from '../state/screen-state.js';
import type {Overlay, Question, SettingsOverlay} from '../state/overlay.js';
import {markedWorker} from '../state/selection.js';
import {workerBadges} from '../theme/badges.js';
import type {Topic} from './announcements.js';
import {inWords, rateInWords} from './words.js';

/** What the keys have led to. */
export function answerTopics(state: ScreenState): readonly Topic[] {
	const {notice, overlay, inspector, selected} = state;
	return [
		...(notice === undefined ? [] : [noticeTopic(notice)]),
		placeTopic(overlay, inspector),
		...overlayTopics(state, overlay),
		...(inspector === undefined ? [] : [inspectorTopic(state, inspector)]),
		...(selected === undefined ? [] : [selectionTopic(state)]),
		...momentTopics(state),
	];
}

function noticeTopic({text, isRefusal, until}: Notice): Topic {
	return answer('notice', `${text} ${until}`, () => [isRefusal ? `Not done: ${text}` : text]);
}

/** Says when a question, a list or a inspector is closed; what is opened wantsScreenReader for itself. */
function placeTopic(overlay: Overlay, inspector: InspectorTarget | undefined): Topic {
	const place = overlay.kind === 'none' ? (inspector === undefined ? 'overview' : 'inspector') : overlay.kind;
	return answer('place', place, before => place === 'overview' && before !== undefined
		? [before === 'question' ? 'question closed' : 'back to the overview']
		: []);
}

function overlayTopics(state: ScreenState, overlay: Overlay): readonly Topic[] {
	switch (overlay.kind) {
		case 'none': {
			return [];
		}

		case 'help': {
			return [answer('help', '', () => ['Keys, any key closes this', ...keyTable.map(({shown, help}) => `Key ${shown === '?' ? 'question mark' : shown}: ${help}`)])];
		}

		case 'filter': {
			const {[overlay.panel]: filter = ''} = state.view.filters;
			return [answer('filter', filter, () => [`Filter ${overlay.panel}: ${filter === '' ? 'nothing typed yet, enter keeps it, escape clears it' : filter}`])];
		}

		case 'settings': {
			return [settingTopic(state, overlay)];
		}

		case 'question': {
			return questionTopics(overlay.question, overlay.isYesChosen);
		}
	}
}

function questionTopics({title, text, yes}: Question, isYesChosen: boolean): readonly Topic[] {
	return [
		answer('question', title, () => [`${title} y/n, default no`, text]),
		answer('choice', String(isYesChosen), before => before === undefined ? [] : [`${isYesChosen ? yes : 'Cancel'} is chosen, enter takes it`]),
	];
}

function settingTopic(state: ScreenState, {selected, typed, problem}: SettingsOverlay): Topic {
	const settings = presentSettings(state);
	const value = settings === undefined ? '' : formatSetting(state.schema, selected, settings[selected]);
	return answer('setting', `${selected} ${value} ${typed ?? '-'} ${problem ?? ''}`, before => {
		if (problem !== undefined) {
			return [`Not done: ${problem}`];
		}

		return typed === undefined
			? [
				...(before === undefined ? ['Settings: up and down choose, left and right step, enter types a value, escape closes'] : []),
				`Setting ${selected}: ${value}; ${state.schema.entries.get(selected)?.help ?? ''}`,
			]
			: [`Setting ${selected}, typed: ${typed === '' ? 'nothing' : typed}`];
	});
}

function inspectorTopic(state: ScreenState, inspector: InspectorTarget): Topic {
	const {snapshot} = shownData(state);
	const name = inspector.id === undefined ? inspector.machine : `${inspector.machine} ${inspector.id}`;
	return answer('detail', name, () => [
		`Detail of ${name}: tab goes to the next machine, escape back`,
		...(snapshot === undefined ? [] : factRows(inspector, snapshot, roomy).map(line => line.map(({text}) => text).join(''))),
	]);
}

function selectionTopic(state: ScreenState): Topic {
	const worker = markedWorker(state);
	return answer('selection', String(worker?.id), () => worker === undefined
		? ['there is no worker']
		: [`Worker ${worker.id}: ${workerBadges[worker.state].word}, ${grouped(worker.held)} records held, ${rateInWords(worker.rate)}, ${grouped(worker.failures)} failed`]);
}

function momentTopics(state: ScreenState): readonly Topic[] {
	const moment = momentOf(state);
	if (moment === undefined) {
		return [];
	}

	const {age, sample: {second, produced, processed, usage, workers}} = moment;
	return [answer('moment', String(second), () => [
		`Frozen, ${age === 0 ? 'just now' : `${duration(age * 1000)} ago`}: in ${rateInWords(produced)}, out ${rateInWords(processed)}, queue ${percent(usage)}, ${workers} workers`,
	])];
}

/** Columns in which nothing is cut. */
const roomy = 200;

function answer(name: string, gist: string, texts: (before: string | undefined) => readonly string[]): Topic {
	return {
		name, gist, isUrgent: true, say: before => texts(before).map(text => inWords(text)).filter(text => text !== ''),
	};
}
