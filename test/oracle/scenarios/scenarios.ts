import type {Scenario} from '../scenario.js';
import {calmScenarios} from './calm.js';
import {capacityScenarios} from './capacity.js';
import {receiverScenarios} from './receivers.js';

/** All scenarios: each cause alone, pairs, onset and recovery, slow and fast, few workers and many. */
export const scenarios: readonly Scenario[] = [...calmScenarios, ...capacityScenarios, ...receiverScenarios];
