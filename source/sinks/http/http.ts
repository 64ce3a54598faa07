import {defineSink} from '../define-sink.js';
import {sinkTimeout} from '../sink-timeout.js';
import {line, onOff} from '../../settings/values/types.js';
import {httpAddress} from './http-address.js';

export const httpSink = defineSink({
	name: 'http',
	address: httpAddress,
	options: {
		sinkTimeout,
		contentType: {
			type: line('<type>', 'a content type such as application/x-ndjson'),
			initial: {value: 'application/x-ndjson'},
			help: 'Content-Type of a batch',
		},
		gzip: {
			type: onOff,
			initial: {value: false},
			help: 'compress batches',
		},
	},
	isReal: true,
	canRefuse: true,
	async create({url}, options, {clock}) {
		const {createHttpSink} = await import('./http-sink.js');
		return createHttpSink({
			url, contentType: options.contentType, gzip: options.gzip, timeout: () => options.sinkTimeout, clock,
		});
	},
});
