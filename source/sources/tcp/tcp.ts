import {tcpAddress} from '../../settings/components/addresses.js';
import {defineSource, maxRecordSize} from '../define-source.js';

export const tcpSource = defineSource({
	name: 'tcp',
	address: tcpAddress(0),
	options: {maxRecordSize},
	isReal: true,
	async create({host, port}, options, {clock}) {
		const {createTcpSource} = await import('./tcp-source.js');
		return createTcpSource({
			host, port, maxRecordSize: options.maxRecordSize, clock,
		});
	},
});
