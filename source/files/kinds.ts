import fs from 'node:fs';
import tty from 'node:tty';

/** Devices that are as good as a file: what they take is gone, or shown. Others may do anything as soon as they are opened. */
const harmless = ['/dev/null', '/dev/full', '/dev/tty'] as const;

/** Why nothing can be kept in what stands at a path, in words behind "can't be written"; nothing where it can. */
export function wrongForWriting(stats: fs.Stats): string | undefined {
	return stats.isFile() || isHarmless(stats) ? undefined : kindIn(stats);
}

/** Why no file can be read there, in words; nothing where it can. Of a folder the system itself says it. */
export function wrongForReading(stats: fs.Stats): string | undefined {
	return stats.isFile() || stats.isDirectory() || isDevice(stats, '/dev/null') ? undefined : kindIn(stats);
}

function kindIn(stats: fs.Stats): string {
	if (stats.isDirectory()) {
		return 'it is a folder';
	}

	if (stats.isFIFO()) {
		return 'it is a pipe';
	}

	return stats.isSocket() ? 'it is a socket' : 'it is a device';
}

function isHarmless(stats: fs.Stats): boolean {
	return stats.isCharacterDevice() && (harmless.some(name => isDevice(stats, name)) || isOwnTerminal(stats));
}

function isDevice({rdev}: fs.Stats, name: string): boolean {
	const device = fs.statSync(name, {throwIfNoEntry: false});
	return device?.isCharacterDevice() === true && device.rdev === rdev;
}

/** Whether a device is a terminal that the program was started with, under the terminal's own name. */
function isOwnTerminal({rdev}: fs.Stats): boolean {
	return [0, 1, 2].some(fd => tty.isatty(fd) && fs.fstatSync(fd).rdev === rdev);
}
