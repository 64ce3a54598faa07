import {wordAddress} from '../../settings/components/addresses.js';
import {defineSink} from '../define-sink.js';

export const stdoutSink = defineSink({
	name: 'stdout',
	address: wordAddress('stdout'),
	options: {},
	isReal: true,
	descriptor: 1,
	canRefuse: false,
	async create(_address, _options, {clock}) {
		const {createStdoutSink} = await import('./stdout-sink.js');
		return createStdoutSink({clock});
	},
});
