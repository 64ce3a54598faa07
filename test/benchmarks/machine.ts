import {spawnSync} from 'node:child_process';
import {createRequire} from 'node:module';
import os from 'node:os';
import process from 'node:process';
import {findProgram} from './find-program.js';

/** The machine and the versions in a sentence. */
export function machineSentence(): string {
	const [processor] = os.cpus();
	const parts = [
		`${os.cpus().length} cores (${processor?.model.trim() ?? 'unknown'})`,
		`${Math.round(os.totalmem() / (2 ** 30))} GB`,
		`Linux ${os.release().split('-')[0]}`,
		`Node.js ${process.versions.node}`,
		`pino ${pinoVersion()}`,
		...versionOf('syslog-ng', 'syslog-ng', ['-V'], /\((?<version>[\d.]+)\)|Installer-Version: (?<other>[\d.]+)/v),
		...versionOf('rsyslogd', 'rsyslog', ['-v'], /rsyslogd\s+(?<version>[\d.]+)/v),
	];
	return `${new Date().toISOString().slice(0, 10)}, ${parts.join(', ')}.`;
}

function versionOf(program: string, name: string, words: readonly string[], pattern: RegExp): readonly string[] {
	const file = findProgram(program);
	if (file === undefined) {
		return [];
	}

	const groups = pattern.exec(spawnSync(file, words, {encoding: 'utf8'}).stdout)?.groups;
	return [`${name} ${groups?.version ?? groups?.other ?? 'of unknown version'}`];
}

function pinoVersion(): string {
	const description: unknown = createRequire(import.meta.url)('pino/package.json');
	return typeof description === 'object' && description !== null && 'version' in description ? String(description.version) : 'of unknown version';
}
