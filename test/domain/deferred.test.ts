import test from 'ava';
import {createDeferred} from '../../source/domain/deferred.js';

test('a deferred promise is settled from outside, once', async t => {
	const resolved = createDeferred<number>();
	resolved.resolve(1);
	resolved.reject(new Error('late'));
	t.is(await resolved.promise, 1);
	const rejected = createDeferred<number>();
	rejected.reject(new Error('broken'));
	rejected.resolve(1);
	await t.throwsAsync(rejected.promise, {message: 'broken'});
});
