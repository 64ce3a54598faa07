import test from 'ava';
import {MemoryQueue} from '../../source/queues/memory-queue.js';
import {testQueueContract} from './queue-contract.js';

testQueueContract(test, 'memory', (capacity, byteCapacity) => new MemoryQueue(capacity, byteCapacity));

test('the memory queue says what it is', t => {
	const {name, survives} = new MemoryQueue(1, 1);
	t.deepEqual([name, survives], ['memory', 'nothing']);
});
