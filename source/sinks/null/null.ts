import {wordAddress} from '../../settings/components/addresses.js';
import {defineSink} from '../define-sink.js';

export const nullSink = defineSink({
	name: 'null',
	address: wordAddress('null'),
	options: {},
	isReal: false,
	canRefuse: false,
	async create(_address, _options, {clock}) {
		const implementation = await import('./null-sink.js');
		return new implementation.NullSink(clock);
	},
});
