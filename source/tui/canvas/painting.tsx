import {useLayoutEffect, useRef, type ReactNode} from 'react';
import {Box, type DOMElement} from 'ink';
import type {Layer} from './layers.js';

type Properties = {
	/** Rows of styled text. */
	readonly lines: readonly string[];

	/** Columns that they take in the layout; they are drawn in full. */
	readonly width: number;
};

/** What is painted where a box is laid out. */
const paintings = new WeakMap<DOMElement, readonly string[]>();

/** Rows of styled text, of which Ink sees their place alone. */
export function Painting({lines, width}: Properties): ReactNode {
	const box = useRef<DOMElement>(null);
	useLayoutEffect(() => {
		if (box.current !== null) {
			paintings.set(box.current, lines);
		}
	}, [lines]);
	return <Box ref={box} width={width} height={lines.length}/>;
}

/** All paintings below a node of Ink's tree, each at the place that the layout has given it, in the order in which they lie over each other. */
export function layersOf(root: DOMElement): readonly Layer[] {
	const layers: Layer[] = [];
	collect(root, 0, 0, layers);
	return layers;
}

function collect(node: DOMElement, left: number, top: number, layers: Layer[]): void {
	const column = left + (node.yogaNode?.getComputedLeft() ?? 0);
	const row = top + (node.yogaNode?.getComputedTop() ?? 0);
	const lines = paintings.get(node);
	if (lines !== undefined) {
		layers.push({column, row, lines});
	}

	for (const child of node.childNodes) {
		if (child.nodeName !== '#text') {
			collect(child, column, row, layers);
		}
	}
}
