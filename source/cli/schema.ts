import {queues} from '../queues/registry.js';
import {composeSchema} from '../settings/schema.js';
import {sinks} from '../sinks/registry.js';
import {sources} from '../sources/registry.js';

/** Every setting of this program: those of the core, and the options of the components that it is built with. */
export const schema = composeSchema({source: sources, sink: sinks, queue: queues});
