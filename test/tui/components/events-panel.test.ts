import test from 'ava';
import {eventLine} from '../../../source/tui/components/events-panel.js';
import {widthOf} from '../../../source/tui/text.js';
import {eventWith} from '../../helpers/snapshots.js';

for (const message of ['short', 'a message that is cut, because it is longer than the line has room for, whatever comes behind it']) {
	for (const detail of [undefined, 'evidence that may be long, too, and is cut before the message is']) {
		test(`${detail === undefined ? 'an' : 'a proven'} event of ${message.length} characters fits in its line`, t => {
			for (const width of [56, 76, 116]) {
				const line = eventLine(eventWith({message, ...(detail !== undefined && {detail})}), width);
				t.true(widthOf(line.map(({text}) => text).join('')) <= width);
			}
		});
	}
}
