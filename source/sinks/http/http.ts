import {defineSink} from '../define-sink.js';
import {sinkTimeout} from '../sink-timeout.js';
import {size} from '../../settings/values/numbers.js';
import {doubling} from '../../settings/values/steps.js';
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
		batchBytes: {
			type: size({min: 1, max: 1024 ** 3}),
			initial: {value: 1024 ** 2},
			help: 'most bytes of a request, before it is compressed; a single larger record goes alone',
			live: doubling,
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
			url, contentType: options.contentType, gzip: options.gzip, batchBytes: () => options.batchBytes, timeout: () => options.sinkTimeout, clock,
		});
	},
});
