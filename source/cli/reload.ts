import type {Engine} from '../contract/engine.js';
import {errorLine} from '../plain/error-line.js';
import type {RunArguments} from '../settings/cli/arguments.js';
import {changesBetween} from '../settings/live-changes.js';
import {reloadSettings} from '../settings/resolve.js';
import type {Settings} from '../settings/settings.js';
import {schema} from './schema.js';

/** Makes the function that reads the configuration again, changes what can be changed while the pipeline runs, and says what can't. */
export function createReload(given: RunArguments, engine: Engine, settings: Settings, write: (text: string) => void): () => Promise<void> {
	let current = settings;
	return async () => {
		try {
			const reloaded = await reloadSettings(schema, given, current);
			for (const change of changesBetween(schema, current, reloaded.settings)) {
				engine.send({type: 'setting.set', change});
			}

			if (reloaded.refused.length > 0) {
				write(`millrace: changed in the configuration, but not while it runs: ${reloaded.refused.join(', ')}\n`);
			}

			current = reloaded.settings;
		} catch (error) {
			write(errorLine(error, given.output.debug));
		}
	};
}
