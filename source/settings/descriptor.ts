import {fstatSync, statSync} from 'node:fs';
import {isatty} from 'node:tty';

/** What a file descriptor is. `null`: /dev/null. `other`: a device that is none of these. */
export type DescriptorKind = 'pipe' | 'socket' | 'file' | 'terminal' | 'null' | 'other' | 'closed';

/** What a file descriptor is; looks at it, and leaves it as it is. */
export function kindOfDescriptor(descriptor: number): DescriptorKind {
	try {
		const stats = fstatSync(descriptor);
		if (stats.isFIFO()) {
			return 'pipe';
		}

		if (stats.isSocket()) {
			return 'socket';
		}

		if (stats.isFile()) {
			return 'file';
		}

		if (isatty(descriptor)) {
			return 'terminal';
		}

		return stats.rdev === statSync('/dev/null').rdev ? 'null' : 'other';
	} catch {
		return 'closed';
	}
}
