import test from 'ava';
import {toJson} from '../../source/text/json.js';

test('every member stands, the undefined ones as null', t => {
	t.is(toJson({a: undefined, b: [1]}), '{"a":null,"b":[1]}');
});

test('what a terminal would obey is escaped, and read back as it was', t => {
	const text = 'csi \u009B31m, delete \u007F, bidi \u202E and \u2066, line \u2028, é 世 😀';
	const json = toJson({text});
	t.regex(json, /^[^\u007F-\u009F\u200E\u200F\u2028-\u202E\u2066-\u2069]*$/v);
	t.true(json.includes(String.raw`\u009b31m`) && json.includes('é 世 😀'));
	t.deepEqual(JSON.parse(json), {text});
});
