import {tcpAddress} from '../../settings/components/addresses.js';
import {count, durationOrNone} from '../../settings/values/numbers.js';
import {defineSource, maxRecordSize} from '../define-source.js';

const hour = 3_600_000;

export const tcpSource = defineSource({
	name: 'tcp',
	address: tcpAddress(0),
	options: {
		maxRecordSize,
		maxConnections: {
			type: count({min: 1, max: 1_000_000}),
			initial: {value: 1000},
			help: 'most senders at a time; more are refused and counted',
		},
		idleTimeout: {
			type: durationOrNone({min: 1000, max: 24 * hour}),
			initial: {value: hour},
			help: 'a sender that is silent for so long is let go',
		},
	},
	isReal: true,
	async create({host, port}, {maxRecordSize, maxConnections, idleTimeout}, {clock, room}) {
		const {createTcpSource} = await import('./tcp-source.js');
		return createTcpSource({
			host, port, maxRecordSize, maxConnections, idleTimeout, room, clock,
		});
	},
});
