import module from 'node:module';

/** What Node.js has since version 22.1; the types are those of version 20. */
type WithCompileCache = typeof module & {readonly enableCompileCache?: () => {readonly directory?: string}};

/**
Keeps compiled code from one run to the next where Node.js can, so that the program and its engine's thread start sooner.

Node.js keeps it in the temporary folder; `NODE_COMPILE_CACHE` names another, and `NODE_DISABLE_COMPILE_CACHE=1` switches it off. Under a measurement of coverage it stays off, as cached code is measured less precisely.

@param environment Where threads that begin later learn the folder's name: they have no other way.
*/
export function enableCompileCache(environment: NodeJS.ProcessEnv): void {
	if (environment.NODE_V8_COVERAGE !== undefined) {
		return;
	}

	const withCache: WithCompileCache = module;
	const directory = withCache.enableCompileCache?.().directory;
	if (directory !== undefined) {
		environment.NODE_COMPILE_CACHE ??= directory;
	}
}
