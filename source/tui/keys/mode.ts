import type {Binding} from '../input/binding.js';
import {shownData, type ScreenState} from '../state/screen-state.js';
import type {Mode} from '../state/mode.js';

/** How keys are meant just now. */
export function modeOf(state: ScreenState): Mode {
	const {snapshot} = shownData(state);
	return {
		isDetail: state.inspector !== undefined,
		isZoomed: state.view.isZoomed,
		isPast: state.frozen !== undefined,
		isDraining: snapshot?.state === 'draining',
		isLeaving: snapshot?.isLeaving === true,
		isPaced: snapshot?.producer.isPaced === true,
		allowsFaults: snapshot?.sink.allowsFaults === true,
		isUndoable: snapshot !== undefined && (snapshot.sink.fault.kind !== 'none' || snapshot.producer.spike !== undefined),
		focus: state.view.focus,
	};
}

/** Whether a key does something in a mode. In the past no key acts on the present. */
export function isOffered({isActing, group, acts}: Binding, mode: Mode): boolean {
	return !(mode.isPast && isActing === true && group !== 'Leave') && acts?.(mode) !== false;
}

/** Whether something lies on top that a key can close. */
export function isOnTop({isDetail, isZoomed, isPast}: Mode): boolean {
	return isDetail || isZoomed || isPast;
}
