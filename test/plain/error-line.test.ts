import test from 'ava';
import {InternalError, UsageError} from '../../source/domain/errors.js';
import {errorLine} from '../../source/plain/error-line.js';

test('a usage error is one line with its hint', t => {
	t.is(errorLine(new UsageError('unknown flag --wat', 'see millrace --help'), false), 'millrace: unknown flag --wat (see millrace --help)\n');
	t.is(errorLine(new UsageError('no such thing'), false), 'millrace: no such thing\n');
	t.is(errorLine(new UsageError('two\nlines\u001B[31m'), false), 'millrace: two lines\n');
});

test('an internal error is one line and says how to see more', t => {
	t.is(errorLine(new InternalError('impossible'), false), 'millrace: internal error: impossible (--debug shows where)\n');
	t.is(errorLine('thrown', false), 'millrace: internal error: thrown (--debug shows where)\n');
});

test('with --debug the stack trace stands behind the line', t => {
	t.regex(errorLine(new InternalError('impossible'), true), /^millrace: internal error: impossible\nInternalError: impossible\n {4}at /v);
	t.regex(errorLine(new UsageError('wrong'), true), /^millrace: wrong\n.*\n {4}at /v);
});
