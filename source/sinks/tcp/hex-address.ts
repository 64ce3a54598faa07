/** A port as Linux writes it in its tables of connections. */
export function hexPort(port: number): string {
	return port.toString(16).toUpperCase().padStart(4, '0');
}

/** How an IPv4 address begins in the table of IPv6. */
export const mapped = '0000000000000000FFFF0000';

/** Whether an address in such a table is one of IPv4. */
export function isV4(hex: string): boolean {
	return hex.length === 8;
}

/** An address as such a table writes it: its bytes in groups of four, each group turned around. An IPv4 address is written as one even where it came as one of IPv6. */
export function hexAddress(address: string): string {
	const bytes = address.includes(':') ? bytesOfV6(address) : bytesOfV4(address);
	const turned = bytes.map((_, index) => bytes[index - (index % 4) + 3 - (index % 4)] ?? 0);
	const hex = turned.map(byte => byte.toString(16).toUpperCase().padStart(2, '0')).join('');
	return hex.startsWith(mapped) ? hex.slice(mapped.length) : hex;
}

function bytesOfV4(address: string): readonly number[] {
	return address.split('.').map(Number);
}

function bytesOfV6(address: string): readonly number[] {
	const withoutZone = address.replace(/%.*$/v, '');
	const [head = '', tail] = withoutZone.split('::');
	const first = bytesOfGroups(head);
	const last = bytesOfGroups(tail ?? '');
	const zeros = tail === undefined ? 0 : Math.max(0, 16 - first.length - last.length);
	return [...first, ...Array.from({length: zeros}, () => 0), ...last];
}

function bytesOfGroups(text: string): readonly number[] {
	return text.split(':').filter(group => group !== '').flatMap(group => {
		if (group.includes('.')) {
			return bytesOfV4(group);
		}

		const value = Number.parseInt(group, 16);
		return [Math.floor(value / 256), value % 256];
	});
}
