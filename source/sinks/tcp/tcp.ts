import {tcpAddress} from '../../settings/components/addresses.js';
import {defineSink} from '../define-sink.js';
import {sinkTimeout} from '../sink-timeout.js';

export const tcpSink = defineSink({
	name: 'tcp',
	address: tcpAddress(1),
	options: {sinkTimeout},
	isReal: true,
	canRefuse: false,
	async create({host, port}, options, {clock}) {
		const {createTcpSink} = await import('./tcp-sink.js');
		return createTcpSink({
			host, port, timeout: () => options.sinkTimeout, clock,
		});
	},
});
