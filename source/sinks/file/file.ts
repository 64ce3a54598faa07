import {fileAddress} from '../../settings/components/addresses.js';
import {defineSink} from '../define-sink.js';

export const fileSink = defineSink({
	name: 'file',
	address: fileAddress('path'),
	options: {},
	isReal: true,
	canRefuse: false,
	fileOf: ({path}) => path,
	async create({path}, _options, {clock}) {
		const implementation = await import('./file-sink.js');
		return new implementation.FileSink({path, clock});
	},
});
