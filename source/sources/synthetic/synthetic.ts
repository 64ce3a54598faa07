import {wordAddress} from '../../settings/components/addresses.js';
import {defineSource} from '../define-source.js';

export const syntheticSource = defineSource({
	name: 'synthetic',
	address: wordAddress('synthetic'),
	options: {},
	isReal: false,
	async create(_address, _options, {clock}) {
		const implementation = await import('./synthetic-source.js');
		return new implementation.SyntheticSource(clock);
	},
});
