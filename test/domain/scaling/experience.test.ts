import test from 'ava';
import {
	hasSlumped, isLikeBefore, withSighting, type Experience, type Sighting,
} from '../../../source/domain/scaling/experience.js';
import {fastStretch, stretchWith} from '../../helpers/stretches.js';

const sighting: Sighting = {
	stretch: stretchWith({workers: 2}), now: 1000, isPressed: true, isSettled: true, memory: 30_000,
};
const nothing: Experience = new Map();

for (const [title, parts, counts] of [
	['pressed and settled', {}, true],
	['not pressed', {isPressed: false}, false],
	['too soon after a change', {isSettled: false}, false],
	['without a batch', {stretch: stretchWith({workers: 2, batches: 0})}, false],
] as const) {
	test(`a stretch ${title} ${counts ? 'shows' : 'does not show'} what workers can do`, t => {
		t.is(withSighting(nothing, {...sighting, ...parts}).get(2)?.pressed !== undefined, counts);
	});
}

test('stretches of the same workers are one, and what is old is forgotten', t => {
	const once = withSighting(nothing, sighting);
	t.is(withSighting(once, {...sighting, now: 2000}).get(2)?.pressed?.batches, 20);
	const other = {...sighting, stretch: stretchWith({workers: 3})};
	t.deepEqual([...withSighting(once, {...other, now: 31_000}).keys()], [2, 3]);
	t.deepEqual([...withSighting(once, {...other, now: 31_001}).keys()], [3]);
});

test('the quickest batches are kept, where there was more than one', t => {
	const quick = withSighting(nothing, {...sighting, stretch: stretchWith({workers: 2, flushTime: 200})});
	const single = withSighting(quick, {...sighting, stretch: stretchWith({workers: 2, batches: 1, flushTime: 1})});
	t.is(withSighting(single, sighting).get(2)?.quickest?.flushTime, 200);
});

test('far less than fewer workers moved is no matter of workers', t => {
	const experience = withSighting(nothing, {...sighting, stretch: fastStretch(2, 1_000_000)});
	for (const [workers, records, isSlump] of [[3, 500_000, true], [2, 500_000, true], [3, 800_000, false], [1, 500_000, false]] as const) {
		const now = {...sighting, stretch: fastStretch(workers, records)};
		t.is(hasSlumped(experience, now), isSlump);
		t.false(hasSlumped(experience, {...now, isPressed: false}));
		t.false(hasSlumped(experience, {...now, isSettled: false}));
	}
});

test('what moves less than fewer workers did, though that may be chance, is not compared', t => {
	const experience = withSighting(nothing, {...sighting, stretch: fastStretch(2, 1_000_000)});
	for (const [workers, records, isLike] of [[3, 900_000, true], [3, 800_000, false], [2, 800_000, false], [1, 500_000, true]] as const) {
		t.is(isLikeBefore(experience, fastStretch(workers, records)), isLike);
	}
});
