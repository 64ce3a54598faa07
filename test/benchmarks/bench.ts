import fs from 'node:fs';
import process from 'node:process';
import {projectFolder} from '../../media/documents.js';
import {cli} from '../helpers/program.js';
import {buildRevision} from './against.js';
import {leave, leaveOnSignals} from './cleanup.js';
import type {Workload} from './contestant.js';
import {ratiosOf} from './figures.js';
import {measureGrowth} from './growth.js';
import {machineSentence} from './machine.js';
import {replacePart} from './markdown-part.js';
import {assertTimeIsThere} from './measure.js';
import {help, readOptions, type Options} from './options.js';
import type {Build} from './peers/millrace.js';
import {figuresTable, ratiosTable, type Result} from './present.js';
import {measureProfiles} from './profile.js';
import {measureInTurn, roundsOf} from './rounds.js';
import {measureScreen} from './screen.js';
import {shardsWorkload, unsharded} from './shards.js';
import type {Form} from './table.js';
import {workloads} from './workloads.js';

const quickScale = 0.15;

function say(line: string): void {
	process.stderr.write(`${line}\n`);
}

/** This tree, and the revision that it is compared with. */
function builds({against}: Options): readonly Build[] {
	return [{name: 'Millrace', cli}, ...(against === undefined ? [] : [buildRevision(against)])];
}

async function compare(options: Options): Promise<void> {
	const compared = builds(options);
	const all = workloads(compared, options.isQuick ? quickScale : 1);
	const chosen = all.filter(({name}) => options.only.length === 0 || options.only.some(part => name.includes(part)));
	if (chosen.length === 0) {
		throw new Error(`--only: expected a part of one of these: ${all.map(({name}) => name).join('; ')}`);
	}

	const results: Result[] = [];
	for (const workload of chosen) {
		results.push(await resultOf(workload, options, compared[1]?.name));
	}

	present(results, options);
}

async function compareShards(options: Options): Promise<void> {
	const workload = shardsWorkload(options.isQuick ? quickScale : 1);
	process.stdout.write(textOf('plain', [await resultOf(workload, options, unsharded)], options));
}

async function resultOf(workload: Workload, options: Options, rival?: string): Promise<Result> {
	const measured = await measureInTurn(workload, roundsOf(options), say);
	return {workload: workload.name, measured, ratios: ratiosOf(workload.name, measured, rival)};
}

function present(results: readonly Result[], options: Options): void {
	const text = textOf(options.isMarkdown ? 'markdown' : 'plain', results, options);
	process.stdout.write(`\n${text}`);
	if (options.isMarkdown) {
		const document = new URL('media/docs/benchmarks.md', projectFolder);
		fs.writeFileSync(document, replacePart(fs.readFileSync(document, 'utf8'), 'benchmarks', text));
	}
}

function textOf(form: Form, results: readonly Result[], {rounds}: Options): string {
	return `${machineSentence()} Medians of ${rounds} rounds.\n\n${figuresTable(form, results)}\n\n${ratiosTable(form, results)}\n`;
}

leaveOnSignals();
try {
	const options = readOptions(process.argv.slice(2));
	switch (options.what) {
		case 'help': {
			process.stdout.write(help);
			break;
		}

		case 'screen': {
			await measureScreen(builds(options), options.against === undefined ? 1 : options.rounds);
			break;
		}

		case 'growth': {
			assertTimeIsThere();
			await measureGrowth(options, say);
			break;
		}

		case 'shards': {
			assertTimeIsThere();
			await compareShards(options);
			break;
		}

		case 'profile': {
			assertTimeIsThere();
			await measureProfiles();
			break;
		}

		case 'workloads': {
			assertTimeIsThere();
			await compare(options);
			break;
		}
	}
} catch (error) {
	say(error instanceof Error ? error.message : String(error));
	process.exitCode = 1;
} finally {
	leave();
}
