import {percent} from '../text/format.js';
import type {SinkFault} from './command.js';

/** A fault of the sink in words: `slow ×5`, `50 % of batches fail`. */
export function describeFault(fault: SinkFault): string {
	switch (fault.kind) {
		case 'none': {
			return 'no fault';
		}

		case 'slow': {
			return `slow ×${fault.factor}`;
		}

		case 'failing': {
			return `${percent(fault.share)} of batches fail`;
		}

		case 'hanging': {
			return 'no batch is answered';
		}
	}
}
