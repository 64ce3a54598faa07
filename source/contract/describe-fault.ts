import type {SinkFault} from './command.js';

/** A fault of the sink in words: `slow ×5`, `failing 50%`. */
export function describeFault(fault: SinkFault): string {
	switch (fault.kind) {
		case 'none': {
			return 'no fault';
		}

		case 'slow': {
			return `slow ×${fault.factor}`;
		}

		case 'failing': {
			return `failing ${Math.round(fault.share * 100)}%`;
		}

		case 'hanging': {
			return 'hanging';
		}
	}
}
