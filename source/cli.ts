#!/usr/bin/env node
import process from 'node:process';

// The program itself is loaded in here, as even that fails where too few files may be open.
try {
	const {begin} = await import('./cli/begin.js');
	await begin(process.argv.slice(2), new URL('cli/engine-thread.js', import.meta.url));
} catch (error) {
	process.stderr.write(`millrace: ${reasonOf(error)}\n`);
	process.exitCode = 1;
}

/** What has kept the program from beginning. It imports nothing, as that may be what has failed. */
function reasonOf(error: unknown): string {
	const message = error instanceof Error ? error.message : String(error);
	if (/\bE[MN]FILE\b/v.test(message)) {
		return 'too few files may be open at once: expected a limit of 64 or more, got less (see ulimit -n, and say ulimit -n 1024)';
	}

	if (error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_INIT_FAILED') {
		return 'the system refuses a thread: expected room for 16 threads or more, got less (see ulimit -u, and the limit of processes of the container or the service)';
	}

	return `internal error: ${message.replaceAll(/\s+/gv, ' ')} (the program could not be loaded: install it anew)`;
}
