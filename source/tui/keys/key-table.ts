import type {Binding} from '../input/binding.js';
import {filteredPanels, focusOf, panelKeys} from '../panels/panels.js';
import {showSettings} from '../panels/settings/settings-keys.js';
import type {Mode} from '../state/mode.js';
import {undoKey} from '../state/undo.js';
import {
	askToDrain, breakSink, killWorker, quit, saveSnapshot, showHelp, slowSink, suspend, toggleLock, toggleWorker, undoFaults,
} from './actions.js';
import {openFilter} from './filter-input.js';
import {
	rateDown, rateUp, spike, toggleProducer,
} from './load-actions.js';
import {
	back, goOn, move, open,
} from './panel-actions.js';
import {nextTheme} from './theme-action.js';
import {changeWindow, scrub, toggleFreeze} from './time-actions.js';

const isPaced = (mode: Mode): boolean => mode.isPaced && !mode.isDraining;

/** Every key of the screen. Its handler, the help and the footer all come from here. */
export const keyTable: readonly Binding[] = [
	{
		keys: ['?'], shown: '?', group: 'View', help: 'show this help', footer: 'help', act: showHelp,
	},
	{
		keys: ['tab'], shown: 'tab', group: 'Panels', help: 'next panel; in the detail: next machine', footer: 'next', act: goOn,
	},
	{
		keys: ['enter'], shown: 'enter', group: 'Panels', help: 'open the selected worker, or the panel in full', footer: 'open', act: open,
	},
	{
		keys: ['space'], shown: 'space', group: 'View', help: 'freeze the screen; the pipeline goes on', footer: 'freeze', act: toggleFreeze,
	},
	{
		keys: [undoKey], shown: undoKey, group: 'Sink', help: 'undo all faults, and end a spike', footer: 'undo', isActing: true, acts: ({isUndoable}) => isUndoable, act: undoFaults,
	},
	{
		keys: ['s'], shown: 's', group: 'Load', help: 'inject a spike; e sets spikeFactor and spikeLength', footer: 'spike', isActing: true, acts: isPaced, act: spike,
	},
	{
		keys: ['+', '='], shown: '+', group: 'Load', help: 'raise the rate by 10 %', footer: 'rate', footerKeys: '+/-', isActing: true, acts: isPaced, act: rateUp,
	},
	{
		keys: ['-'], shown: '-', group: 'Load', help: 'lower the rate by 10 %', isActing: true, act: rateDown,
	},
	{
		keys: ['P'], shown: 'P', group: 'Load', help: 'pause the producer, or resume it', isActing: true, act: toggleProducer,
	},
	{
		keys: ['p'], shown: 'p', group: 'Workers', help: 'pause the selected worker, or resume it', footer: 'pause', isActing: true, acts: ({isDraining}) => !isDraining, act: toggleWorker,
	},
	{
		keys: ['K'], shown: 'K', group: 'Workers', help: 'kill the selected worker (asks)', footer: 'kill', isActing: true, acts: ({allowsFaults, isDraining}) => allowsFaults && !isDraining, act: killWorker,
	},
	{
		keys: ['w'], shown: 'w', group: 'Sink', help: 'slow the sink: ×2, ×5, ×10, not at all', footer: 'slow', isActing: true, acts: ({allowsFaults}) => allowsFaults, act: slowSink,
	},
	{
		keys: ['b'], shown: 'b', group: 'Sink', help: 'break the sink: 10, 50, 100 % of batches fail, none is answered', footer: 'break', isActing: true, acts: ({allowsFaults}) => allowsFaults, act: breakSink,
	},
	{
		keys: ['/'], shown: '/', group: 'Panels', help: `filter ${filteredPanels('or')}`, footer: 'filter', acts: ({isDetail, focus}) => !isDetail && focusOf(focus)?.isFiltered === true, act: openFilter,
	},
	...panelKeys,
	{
		keys: ['up', 'k'], shown: '↑ k', group: 'Panels', help: 'up a row in the panel marked ▸', act: move('row', 'up'),
	},
	{
		keys: ['down', 'j'], shown: '↓ j', group: 'Panels', help: 'down a row', act: move('row', 'down'),
	},
	{
		keys: ['page up'], shown: 'PgUp', group: 'Panels', help: 'up as many rows as the panel has', act: move('page', 'up'),
	},
	{
		keys: ['page down'], shown: 'PgDn', group: 'Panels', help: 'down as many rows', act: move('page', 'down'),
	},
	{
		keys: ['g', 'home'], shown: 'g', group: 'Panels', help: 'to the first row', act: move('all', 'up'),
	},
	{
		keys: ['G', 'end'], shown: 'G', group: 'Panels', help: 'to the last row', act: move('all', 'down'),
	},
	{
		keys: ['e'], shown: 'e', group: 'Settings', help: 'settings: ↑↓ choose, ←→ step, enter types a value', footer: 'settings', acts: ({isPast}) => !isPast, act: showSettings,
	},
	{
		keys: ['L'], shown: 'L', group: 'Settings', help: 'lock the keys that act on the pipeline, or unlock them', isEverywhere: true, act: toggleLock,
	},
	{
		keys: ['left'], shown: '←', group: 'View', help: 'freeze and look at a moment further back', footer: 'back in time', footerKeys: '←→', acts: ({isDetail}) => !isDetail, act: scrub(-1),
	},
	{
		keys: ['right'], shown: '→', group: 'View', help: 'look at a later moment', act: scrub(1),
	},
	{
		keys: ['['], shown: '[', group: 'View', help: 'show a shorter time: 15, 5, 1 min', footer: 'time span', footerKeys: '[ ]', acts: ({isDetail, isZoomed}) => !isDetail && !isZoomed, act: changeWindow(-1),
	},
	{
		keys: [']'], shown: ']', group: 'View', help: 'show a longer time: 5, 15 min, 1 h', act: changeWindow(1),
	},
	{
		keys: ['t'], shown: 't', group: 'View', help: 'next theme: dark, light, high contrast', act: nextTheme,
	},
	{
		keys: ['S'], shown: 'S', group: 'View', help: 'save a snapshot: JSON, and the screen as text', isEverywhere: true, act: saveSnapshot,
	},
	{
		keys: ['escape'], shown: 'esc', group: 'View', help: 'back: from a filter, a full panel, a detail, the past', act: back,
	},
	{
		keys: ['q', 'ctrl-c'], shown: 'q ^C', group: 'Leave', help: 'close what is on top, else deliver everything and leave; again: abort', isActing: true, act: quit,
	},
	{
		keys: ['D'], shown: 'D', group: 'Leave', help: 'the same, but asks first', isActing: true, act: askToDrain,
	},
	{
		keys: ['ctrl-z'], shown: '^Z', group: 'Leave', help: 'suspend the program; fg brings it back', act: suspend,
	},
];
