import {wordAddress} from '../../settings/components/addresses.js';
import {defineSource, maxRecordSize} from '../define-source.js';

export const stdinSource = defineSource({
	name: 'stdin',
	address: wordAddress('stdin'),
	options: {maxRecordSize},
	isReal: true,
	descriptor: 0,
	async create(_address, options, {clock}) {
		const {createStdinSource} = await import('./stdin-source.js');
		return createStdinSource({maxRecordSize: options.maxRecordSize, clock});
	},
});
