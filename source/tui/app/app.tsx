import {Fragment, type ReactNode} from 'react';
import {Box} from 'ink';
import type {MachineDefinition} from '../../contract/inspection.js';
import {
	bands, isTooSmall, layoutFor, rowsOf, zoomedRows,
} from '../state/layout.js';
import {momentOf} from '../state/moment.js';
import {shownData, type ScreenState} from '../state/screen-state.js';
import {Inspector} from '../inspector/inspector.js';
import {panels} from '../panels/panels.js';
import {placedIn} from '../panels/placement.js';
import {sceneOf} from '../panels/scene.js';
import {filterOf} from '../state/view.js';
import {SettingsPanel} from '../panels/settings/settings-panel.js';
import {modeOf} from '../keys/mode.js';
import {QuestionBox} from './question-box.js';
import {Help} from './help.js';
import {TooSmall} from './too-small.js';
import {TitleBar} from './title-bar.js';
import {Footer} from './footer.js';

type Properties = {
	readonly state: ScreenState;

	/** The machines' definitions. */
	readonly machineDefinitions: readonly MachineDefinition[];
};

/** The whole screen for a state. It only draws: keys and snapshots have made the state. */
export function App({state, machineDefinitions}: Properties): ReactNode {
	const {size, overlay, notice, isLocked, cost} = state;
	const {columns, rows} = size;
	const {snapshot, sampled, diagnosis} = shownData(state);
	return (
		<Box flexDirection='column' width={columns} height={rows}>
			{isTooSmall(size)
				? <TooSmall {...size}/>
				: (
					<>
						<TitleBar snapshot={snapshot} figures={sampled} limit={diagnosis.verdict.limit} moment={momentOf(state)} isLocked={isLocked} cost={cost} width={columns}/>
						<Middle state={state} machineDefinitions={machineDefinitions}/>
						<Footer
							notice={notice}
							overlay={overlay}
							{...modeOf(state)}
							filter={overlay.kind === 'filter' ? filterOf(state.view, overlay.panel) : ''}
							width={columns}
						/>
						{overlay.kind === 'question' && <QuestionBox {...overlay} size={size}/>}
					</>
				)}
		</Box>
	);
}

function Middle({state, machineDefinitions}: Properties): ReactNode {
	const {size: {columns, rows}, overlay, inspector, view} = state;
	if (overlay.kind === 'help') {
		return <Help offset={overlay.offset} width={columns} rows={rows - 4}/>;
	}

	if (overlay.kind === 'settings') {
		return <SettingsPanel state={state} overlay={overlay} width={columns} rows={rows - 4}/>;
	}

	if (inspector === undefined) {
		return view.isZoomed ? <ZoomedPanel state={state}/> : <Body state={state}/>;
	}

	return <Inspector target={inspector} snapshot={shownData(state).snapshot} machineDefinitions={machineDefinitions} width={columns} height={rows - 2}/>;
}

/** All panels in their bands. */
function Body({state}: Pick<Properties, 'state'>): ReactNode {
	const scene = sceneOf(state);
	const layout = layoutFor(state.size, scene.data.snapshot);
	const {focus} = state.view;
	return bands.map(band => {
		const rows = rowsOf(band, layout);
		const drawn = rows === 0
			? []
			: placedIn(band, panels, state.size, layout, focus).map(({panel: {name, draw}, width}) => (
				<Fragment key={name}>
					{draw(scene, {
						isFocused: focus === name, isZoomed: false, width, rows,
					})}
				</Fragment>
			));

		// A box more is work in every frame: a panel that stands alone needs none.
		return drawn.length > 1 ? <Box key={band} flexShrink={0}>{drawn}</Box> : drawn;
	});
}

/** The panel in focus, as large as the body. */
function ZoomedPanel({state}: Pick<Properties, 'state'>): ReactNode {
	const {size, view: {focus}} = state;
	return panels.find(({name}) => name === focus)?.draw(sceneOf(state), {
		isFocused: true, isZoomed: true, width: size.columns, rows: zoomedRows(size),
	});
}
