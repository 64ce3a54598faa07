import test from 'ava';
import {eventWith} from '../../../helpers/snapshots.js';
import type {LoggedEvent} from '../../../../source/contract/event.js';
import {eventRow as rowOf, wholeEventRows as rowsOf} from '../../../../source/tui/panels/events/event-rows.js';
import {widthOf} from '../../../../source/text/columns.js';
import type {Row} from '../../../../source/tui/theme/theme.js';

const heldBack = eventWith({source: 'scaler', message: 'scaling UP, workers = 7', detail: 'producer waits 53 % of the time'});

function once(event: LoggedEvent) {
	return {...event, count: 1, firstAt: event.at};
}

function eventRow(event: LoggedEvent, width: number): Row {
	return rowOf(once(event), width);
}

function wholeEventRows(event: LoggedEvent, width: number): readonly Row[] {
	return rowsOf(once(event), width);
}

function textOf(line: Row): string {
	return line.map(({text}) => text).join('');
}

test('evidence that fits stands in a column, longer one further left, so that it is whole', t => {
	const short = textOf(eventRow(eventWith({...heldBack, detail: 'usage 0.85 > 0.80'}), 80));
	t.is(short.indexOf('usage'), 20 + 36 + 2);
	const long = textOf(eventRow(heldBack, 76));
	t.true(long.endsWith('workers = 7  producer waits 53 % of the time'));
	t.is(widthOf(long), 76);
});

test('no line is longer than the panel, whatever is in it', t => {
	const long = 'x'.repeat(200);
	for (let width = 56; width < 200; width++) {
		for (const event of [heldBack, eventWith({message: long, detail: long}), eventWith({message: '日本 '.repeat(40)})]) {
			t.true(widthOf(textOf(eventRow(event, width))) <= width);
			t.true(wholeEventRows(event, width).every(line => widthOf(textOf(line)) <= width));
		}
	}
});

test('where there is room the level is a word; its glyph is always there', t => {
	const event = eventWith({level: 'warning'});
	t.true(textOf(eventRow(event, 76)).includes('▲ started'));
	t.true(textOf(eventRow(event, 100)).includes('▲ warning started'));
	t.true(textOf(eventRow(eventWith({level: 'error'}), 100)).includes('✕ error   started'));
});

test('in full nothing of an event is cut', t => {
	const [message, detail] = [`could not write ${'a'.repeat(90)}`, 'b'.repeat(120)];
	const text = wholeEventRows(eventWith({message, detail}), 76).map(line => textOf(line)).join('').replaceAll(' ', '');
	t.true(text.includes(`couldnotwrite${'a'.repeat(90)}`) && text.includes('b'.repeat(120)));
	t.false(text.includes('…'));
	t.is(wholeEventRows(heldBack, 100).length, 1);
});

for (const message of ['short', 'a message that is cut, because it is longer than the line has room for, whatever comes behind it']) {
	for (const detail of [undefined, 'evidence that may be long, too, and is cut before the message is']) {
		test(`${detail === undefined ? 'an' : 'a proven'} event of ${message.length} characters fits in its line`, t => {
			for (const width of [56, 76, 116]) {
				const line = eventRow(eventWith({message, ...(detail !== undefined && {detail})}), width);
				t.true(widthOf(line.map(({text}) => text).join('')) <= width);
			}
		});
	}
}

test('how often an event was stands behind it, however little room there is', t => {
	const event = {...eventWith({level: 'error', message: 'x'.repeat(200), at: 14_000_000}), count: 689, firstAt: 0};
	for (const width of [56, 76, 116]) {
		const text = textOf(rowOf(event, width));
		t.true(text.includes('x… ×689 in 14 s'));
		t.true(widthOf(text) <= width);
	}

	t.true(rowsOf(event, 76).map(line => textOf(line)).join('').includes('×689 in 14 s'));
});
