import fs from 'node:fs';
import type {Contestant, Run} from '../contestant.js';
import {findProgram} from '../find-program.js';
import {measureFollower} from '../follower.js';
import {measureServer} from '../over-tcp.js';
import {discard, scratchPath} from '../scratch.js';

const base = {
	name: 'syslog-ng',
	isMillrace: false,
	...findProgram('syslog-ng') === undefined ? {missing: 'apt-get install syslog-ng-core'} : {},
};

/** Tuned, without parsing, TCP → file. */
export function syslogNgOverTcp(records: number, width: number, connections: number): Contestant {
	return {
		...base,
		settings: 'no-parse, iw-size 1M, fifo 2M',
		records,
		includesStart: false,
		run: async count => measureServer({records: count, width, connections}, (port, file) => command(
			`network(ip("127.0.0.1") port(${port}) transport("tcp") flags(no-parse) max-connections(10) log-iw-size(1000000) log-fetch-limit(10000))`,
			file,
		)),
	};
}

/** The same, file → file. */
export function syslogNgFromFile(records: number, width: number): Contestant {
	return {
		...base,
		settings: 'no-parse, iw-size 1M, fifo 2M',
		records,
		includesStart: true,
		run: async (count): Promise<Run> => measureFollower(count, width, (input, file) => command(
			`file("${input}" flags(no-parse) log-iw-size(1000000) log-fetch-limit(10000))`,
			file,
		)),
	};
}

function command(source: string, file: string): readonly string[] {
	const config = scratchPath('syslog-ng.conf');
	const state = scratchPath('syslog-ng.persist');
	discard(state);
	fs.writeFileSync(config, [
		'@version: 3.35',
		'options { stats-freq(0); threaded(yes); use-dns(no); log-msg-size(262144); };',
		`source input { ${source}; };`,
		String.raw`destination output { file("${file}" template("$MSG\n") log-fifo-size(2000000) flush-lines(10000)); };`,
		'log { source(input); destination(output); flags(flow-control); };',
		'',
	].join('\n'));
	return [findProgram('syslog-ng') ?? 'syslog-ng', '-F', '--no-caps', '-f', config, '-R', state, '-p', scratchPath('syslog-ng.pid'), '-c', scratchPath('syslog-ng.ctl')];
}
