import {type ReactNode} from 'react';
import {panelFrame} from '../../state/layout.js';
import {changeableNames, presentSettings} from '../../state/present-settings.js';
import type {SettingsOverlay} from '../../state/overlay.js';
import type {ScreenState} from '../../state/screen-state.js';
import {span} from '../../theme/theme.js';
import {Panel} from '../panel.js';
import {StyledRows} from '../styled-rows.js';
import {settingsRows} from './settings-rows.js';

type Properties = {
	readonly state: ScreenState;
	readonly overlay: SettingsOverlay;
	readonly width: number;

	/** Rows inside the panel. */
	readonly rows: number;
};

/** Every setting that can change while the pipeline runs. */
export function SettingsPanel({state, overlay, width, rows}: Properties): ReactNode {
	const settings = presentSettings(state);
	return (
		<Panel title='Settings' note={[span('↑↓ choose · ←→ step · enter types · esc closes', 'faint')]} width={width} rows={rows}>
			<StyledRows lines={settings === undefined ? [] : settingsRows({schema: state.schema, settings, names: changeableNames(state)}, overlay, width - panelFrame, rows)}/>
		</Panel>
	);
}
