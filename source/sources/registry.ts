import type {SourceRegistration} from './define-source.js';
import {fileSource} from './file/file.js';
import {stdinSource} from './stdin/stdin.js';
import {syntheticSource} from './synthetic/synthetic.js';
import {tcpSource} from './tcp/tcp.js';

/** All sources there are, in the order of the help. A new one is its own files and a line here. */
export const sources: readonly SourceRegistration[] = [
	syntheticSource,
	stdinSource,
	fileSource,
	tcpSource,
];
