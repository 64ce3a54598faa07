import process from 'node:process';

/** Writes so many objects through `JSON.stringify` to stdout, in pieces of 64 KiB. */
const records = Number(process.argv[2]);
let text = '';
for (let seq = 1; seq <= records; seq++) {
	text += `${JSON.stringify({
		level: 30, time: Date.now(), msg: 'hello from producer', seq,
	})}\n`;
	if (text.length > 2 ** 16 || seq === records) {
		await write(text);
		text = '';
	}
}

async function write(piece: string): Promise<void> {
	await new Promise<void>((resolve, reject) => {
		process.stdout.write(piece, error => {
			if (error) {
				reject(error);
			} else {
				resolve();
			}
		});
	});
}
