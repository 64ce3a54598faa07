import test from 'ava';
import {InternalError, UsageError} from '../../source/domain/errors.js';

test('a usage error says what to do, if there is something to say', t => {
	const error = new UsageError('--rate abc: expected a number', 'say --rate 10k');
	t.is(error.name, 'UsageError');
	t.is(error.message, '--rate abc: expected a number');
	t.is(error.hint, 'say --rate 10k');
	t.is(new UsageError('no').hint, undefined);
});

test('an internal error is no usage error', t => {
	const error = new InternalError('a worker has no machine');
	t.is(error.name, 'InternalError');
	t.false(error instanceof UsageError);
});
