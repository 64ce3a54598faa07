import {
	useLayoutEffect, useMemo, useRef, type PropsWithChildren, type ReactNode,
} from 'react';
import {Box, type DOMElement} from 'ink';
import type {Size} from '../terminal/frame.js';
import {createLayerPrinter} from './layers.js';
import {layersOf} from './painting.js';

type Properties = PropsWithChildren<{
	readonly size: Size;

	/** Gets a whole frame of styled text each time that the canvas is rendered. */
	readonly onFrame: (frame: string) => void;
}>;

/**
A screen of paintings. React keeps the tree and Ink lays it out; the frame is put together here.

Ink reads each character of each frame, which was more than half of what a frame cost. It gets none: its root has no height, because what is placed absolutely takes no room.
*/
export function Canvas({size, onFrame, children}: Properties): ReactNode {
	const root = useRef<DOMElement>(null);
	const print = useMemo(() => createLayerPrinter(), []);

	// Ink lays the tree out before the effects of the same commit.
	useLayoutEffect(() => {
		if (root.current !== null) {
			onFrame(print(layersOf(root.current), size.rows).join('\n'));
		}
	});
	return <Box ref={root} position='absolute' width={size.columns} height={size.rows}>{children}</Box>;
}
