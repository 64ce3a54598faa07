import {Buffer} from 'node:buffer';
import test from 'ava';
import {partsOf, restOfTornRecord} from '../../../source/sinks/writing/pending-batch.js';
import {batchOf, batchesOf, makeChunk} from '../../helpers/records.js';

const chunk = makeChunk(['aa', 'bbb', '', 'cccc']);

test('slices side by side in a chunk become one part, over batches too; others do not', t => {
	const other = makeChunk(['x']);
	const all = batchesOf(chunk, 1);
	const foreign = batchesOf(other, 1);
	const text = (batches: Parameters<typeof partsOf>[0]): string[] => partsOf(batches).map(part => Buffer.from(part).toString());
	t.deepEqual(text(all), ['aa\nbbb\n\ncccc\n']);
	t.deepEqual(text([...all.slice(0, 2), ...foreign, ...all.slice(2)]), ['aa\nbbb\n', 'x\n', '\ncccc\n']);
	t.deepEqual(text(all.toReversed()), ['cccc\n', '\n', 'bbb\n', 'aa\n']);
	t.deepEqual(text([]), []);
});

for (const [written, rest] of [[0, ''], [1, 'a\n'], [2, '\n'], [3, ''], [4, 'bb\n'], [5, 'b\n'], [7, ''], [8, ''], [11, 'c\n'], [13, '']] as const) {
	test(`after ${written} bytes of a batch the rest of the torn record is ${JSON.stringify(rest)}`, t => {
		const batch = batchOf([
			{
				chunk, from: 0, to: 2, maybeDelivered: false,
			},
			{
				chunk, from: 2, to: 4, maybeDelivered: false,
			},
		]);
		t.is(Buffer.from(restOfTornRecord(batch, written)).toString(), rest);
	});
}
