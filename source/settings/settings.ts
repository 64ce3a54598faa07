import type {pipelineDeclarations} from './core.js';
import type {CoreDeclarations} from './schema.js';
import type {LiveNameOf, SettingValues, ValuesOf} from './declaration.js';
import type {SettingValue} from './values/types.js';

/** The settings that the engine knows, resolved and checked. Times are in milliseconds, sizes in bytes or records, shares from 0 to 1. */
export type CoreSettings = ValuesOf<CoreDeclarations>;

/** All settings of a run: those that the engine knows, and the options of the source, the sink and the queue in use. */
export type Settings = CoreSettings & SettingValues;

/** The settings of a running pipeline: one object that all its parts read anew at each use, and that changes in place. */
export type CurrentSettings = {-readonly [Name in keyof CoreSettings]: CoreSettings[Name]} & Record<string, SettingValue>;

/** The names of the core settings that can change while the pipeline runs. */
export type CoreLiveName = LiveNameOf<typeof pipelineDeclarations>;

/** The settings of a run that can change while the pipeline runs. */
export type LiveSettings = Pick<CoreSettings, CoreLiveName> & SettingValues;

/** One change of a running pipeline's settings, checked against the setting's declaration. */
export type SettingChange = {readonly name: string; readonly value: SettingValue};
