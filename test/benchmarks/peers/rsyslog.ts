import fs from 'node:fs';
import path from 'node:path';
import type {Contestant} from '../contestant.js';
import {findProgram} from '../find-program.js';
import {measureFollower} from '../follower.js';
import {measureServer} from '../over-tcp.js';
import {discard, scratchPath} from '../scratch.js';

const base = {
	name: 'rsyslog',
	isMillrace: false,
	settings: 'queue 1M, batch 10k, io buffer 256k',
	...findProgram('rsyslogd') === undefined ? {missing: 'apt-get download rsyslog && dpkg -x rsyslog_*.deb folder; media/docs/benchmarks.md says how to start it (apt-get install would remove syslog-ng)'} : {},
};

export function rsyslogOverTcp(records: number, width: number, connections: number): Contestant {
	return {
		...base,
		records,
		includesStart: false,
		run: async count => measureServer({records: count, width, connections}, (port, file) => command([
			'module(load="imtcp")',
			`input(type="imtcp" address="127.0.0.1" port="${port}" ruleset="copy")`,
		], '%rawmsg%', file)),
	};
}

export function rsyslogFromFile(records: number, width: number): Contestant {
	return {
		...base,
		records,
		includesStart: true,
		run: async count => measureFollower(count, width, (input, file) => command([
			'module(load="imfile" mode="inotify")',
			`input(type="imfile" file="${input}" tag="bench" freshStartTail="off" ruleset="copy")`,
		], '%msg%', file)),
	};
}

function command(input: readonly string[], text: string, file: string): readonly string[] {
	const config = scratchPath('rsyslog.conf');
	const state = scratchPath('rsyslog.state');
	discard(state);
	fs.mkdirSync(state);
	fs.writeFileSync(config, [
		`global(workDirectory="${state}" maxMessageSize="256k")`,
		'main_queue(queue.size="1000000" queue.dequeueBatchSize="10000")',
		String.raw`template(name="copy" type="string" string="${text}\n")`,
		'ruleset(name="copy" queue.type="FixedArray" queue.size="1000000" queue.dequeueBatchSize="10000") {',
		`action(type="omfile" file="${file}" template="copy" ioBufferSize="256k")`,
		'}',
		...input,
		'',
	].join('\n'));
	return [findProgram('rsyslogd') ?? 'rsyslogd', '-n', '-f', config, '-i', path.join(state, 'pid')];
}
