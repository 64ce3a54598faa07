import {fileAddress} from '../../settings/components/addresses.js';
import {defineSource, maxRecordSize} from '../define-source.js';

export const fileSource = defineSource({
	name: 'file',
	address: fileAddress('path or glob'),
	options: {maxRecordSize},
	isReal: true,
	filesOf: ({path}) => path,
	async create({path}, options, {clock}) {
		const {createFileSource} = await import('./file-source.js');
		return createFileSource({
			pattern: path, maxRecordSize: options.maxRecordSize, clock,
		});
	},
});
