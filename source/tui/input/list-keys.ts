/** How many rows a key moves in a list, downwards; infinite goes to an end. `undefined` where the key does not move. */
export function rowsMoved(key: string, page: number): number | undefined {
	switch (key) {
		case 'up':
		case 'k': {
			return -1;
		}

		case 'down':
		case 'j': {
			return 1;
		}

		case 'page up': {
			return -page;
		}

		case 'page down': {
			return page;
		}

		case 'g':
		case 'home': {
			return Number.NEGATIVE_INFINITY;
		}

		case 'G':
		case 'end': {
			return Number.POSITIVE_INFINITY;
		}

		default: {
			return undefined;
		}
	}
}
