/** A number in at most five characters: `833`, `1.00k`, `48.2k`, `482k`, `4.82M`. */
export function compact(value: number): string {
	let scaled = Math.max(0, value);
	for (const unit of ['', 'k', 'M', 'G', 'T']) {
		if (scaled < 999.5) {
			return unit === '' ? String(Math.round(scaled)) : `${threeDigits(scaled)}${unit}`;
		}

		scaled /= 1000;
	}

	return '>999T';
}

/** A whole number with its thousands parted: `1,283,004`. */
export function grouped(value: number): string {
	return String(Math.round(value)).replaceAll(/\B(?=(?:\d{3})+$)/gv, ',');
}

/** A number of things: `1 record`, `1,283,004 records`. */
export function countOf(value: number, thing: string): string {
	return `${grouped(value)} ${thing}${value === 1 ? '' : 's'}`;
}

/** Records a second, in at most seven characters. */
export function perSecond(value: number): string {
	return `${compact(value)}/s`;
}

/** A share as per cent, up to 999 %: `31 %`. */
export function percent(share: number): string {
	return `${Math.min(999, Math.max(0, Math.round(share * 100)))} %`;
}

/** A share as per cent in a column of five characters: ` 31 %`. */
export function percentColumn(share: number): string {
	return percent(share).padStart(5);
}

/** A text with its first letter in upper case. */
export function capitalise(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A time in milliseconds as a person says it: `0.4 ms`, `38 ms`, `1.2 s`, `2 min 5 s`, `3 h 12 min`. */
export function duration(milliseconds: number): string {
	if (milliseconds < 9.95) {
		return `${trimZero(milliseconds.toFixed(1))} ms`;
	}

	if (milliseconds < 999.5) {
		return `${Math.round(milliseconds)} ms`;
	}

	if (milliseconds < 59_950) {
		return `${trimZero((milliseconds / 1000).toFixed(1))} s`;
	}

	const seconds = Math.round(milliseconds / 1000);
	if (seconds < 3600) {
		return withRest(Math.floor(seconds / 60), 'min', seconds % 60, 's');
	}

	const minutes = Math.round(seconds / 60);
	return withRest(Math.floor(minutes / 60), 'h', minutes % 60, 'min');
}

/** A time in milliseconds for a table column of six characters. */
export function milliseconds(value: number | undefined): string {
	if (value === undefined) {
		return '–';
	}

	if (value < 99.95) {
		return value.toFixed(1);
	}

	return value < 99_999.5 ? grouped(value) : compact(value);
}

/** Elapsed time as `hh:mm:ss`. */
export function stopwatch(milliseconds: number): string {
	const seconds = Math.floor(milliseconds / 1000);
	return [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map(part => String(part).padStart(2, '0')).join(':');
}

/** The local time of day of a moment, in microseconds since the epoch. */
export function timeOfDay(at: number): string {
	const date = new Date(at / 1000);
	return [date.getHours(), date.getMinutes(), date.getSeconds()].map(part => String(part).padStart(2, '0')).join(':');
}

/** As `timeOfDay`, to the millisecond. */
export function exactTimeOfDay(at: number): string {
	return `${timeOfDay(at)}.${String(Math.floor(at / 1000) % 1000).padStart(3, '0')}`;
}

/** `64.0 MiB`, in at most eight characters. */
export function bytes(value: number): string {
	let scaled = value;
	for (const unit of ['B', 'KiB', 'MiB', 'GiB']) {
		if (scaled < 999.5) {
			return unit === 'B' ? `${Math.round(scaled)} B` : `${threeDigits(scaled)} ${unit}`;
		}

		scaled /= 1024;
	}

	return `${threeDigits(scaled)} TiB`;
}

function threeDigits(value: number): string {
	if (value < 9.995) {
		return value.toFixed(2);
	}

	return value < 99.95 ? value.toFixed(1) : String(Math.round(value));
}

function trimZero(number: string): string {
	return number.replace(/\.0$/v, '');
}

function withRest(whole: number, unit: string, rest: number, restUnit: string): string {
	return rest === 0 ? `${whole} ${unit}` : `${whole} ${unit} ${rest} ${restUnit}`;
}
