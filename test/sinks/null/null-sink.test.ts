import test from 'ava';
import {NullSink} from '../../../source/sinks/null/null-sink.js';
import {createAnswers} from '../../helpers/write-batches.js';
import {makeBatch} from '../../helpers/records.js';
import {realClock} from '../../helpers/clock.js';
import {testSinkContract} from '../sink-contract.js';

testSinkContract(test, 'null sink', async () => ({sink: new NullSink(realClock)}));

test('the null sink confirms at the end of the tick, not before', async t => {
	const sink = new NullSink(realClock);
	await sink.open();
	t.is(sink.name, 'null');
	t.true(sink.maxInFlight > 1);
	const answers = createAnswers(sink);
	const batches = [makeBatch(['a']), makeBatch(['b'])];
	for (const batch of batches) {
		answers.write(batch);
	}

	t.is(answers.failures.size, 0);
	sink.commit();
	t.deepEqual([...answers.failures.keys()], batches);
	sink.commit();
	t.deepEqual(answers.repeated, []);
});

test('a null sink that closes confirms what it was handed last', async t => {
	const sink = new NullSink(realClock);
	const answers = createAnswers(sink);
	answers.write(makeBatch(['a']));
	await sink.close();
	t.is(answers.failures.size, 1);
});
