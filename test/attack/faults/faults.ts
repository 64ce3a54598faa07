import type {Fault} from '../fault.js';
import {httpAnswers} from './http-answers.js';
import {httpOutage} from './http-outage.js';
import {kills} from './kills.js';
import {oddBytes} from './odd-bytes.js';
import {signals} from './signals.js';
import {tcpBreaks} from './tcp-breaks.js';
import {tcpRestarts} from './tcp-restarts.js';
import {virtual} from './virtual.js';

/** All that the program is attacked with. */
export const faults: readonly Fault[] = [virtual, httpAnswers, httpOutage, tcpBreaks, tcpRestarts, signals, oddBytes, kills];
