#!/usr/bin/env node
import process from 'node:process';

// The program itself is loaded in here, as even that fails where too few files may be open.
try {
	const {begin} = await import('./cli/begin.js');
	await begin(process.argv.slice(2), new URL('cli/engine-thread.js', import.meta.url));
} catch (error) {
	const message = error instanceof Error ? error.message : String(error);
	process.stderr.write(/\bE[MN]FILE\b/v.test(message)
		? 'millrace: too few files may be open at once: expected a limit of 64 or more, got less (see ulimit -n, and say ulimit -n 1024)\n'
		: `millrace: internal error: ${message.replaceAll(/\s+/gv, ' ')} (the program could not be loaded: install it anew)\n`);
	process.exitCode = 1;
}
