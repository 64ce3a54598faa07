import type {Contestant} from '../contestant.js';
import {findProgram} from '../find-program.js';
import {measureSender} from '../over-tcp.js';

const size = 200;

/** The generator of syslog-ng over so many connections, as fast as it goes. Its messages are unnumbered and only counted. */
export function loggen(records: number, connections: number): Contestant {
	return {
		name: 'loggen',
		settings: `${size} B, ${connections === 1 ? '1 connection' : `${connections} connections`}`,
		isMillrace: false,
		records: records - (records % connections),
		...findProgram('loggen') === undefined ? {missing: 'apt-get install syslog-ng-core'} : {},
		includesStart: true,
		run: async count => measureSender(Math.max(count, connections), port => [
			'loggen',
			'--inet',
			'--stream',
			'--quiet',
			'--rate',
			'1000000000',
			'--interval',
			'600',
			'--active-connections',
			String(connections),
			'--number',
			String(Math.max(1, count / connections)),
			'--size',
			String(size),
			'127.0.0.1',
			String(port),
		]),
	};
}
