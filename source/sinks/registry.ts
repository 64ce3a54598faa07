import type {SinkRegistration} from './define-sink.js';
import {fileSink} from './file/file.js';
import {httpSink} from './http/http.js';
import {nullSink} from './null/null.js';
import {simulatedSink} from './simulated/simulated.js';
import {stdoutSink} from './stdout/stdout.js';
import {tcpSink} from './tcp/tcp.js';

/** All sinks there are, in the order of the help. A new one is its own files and a line here. */
export const sinks: readonly SinkRegistration[] = [
	simulatedSink,
	nullSink,
	stdoutSink,
	fileSink,
	tcpSink,
	httpSink,
];
