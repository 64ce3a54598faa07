import fs from 'node:fs';
import process from 'node:process';

// As the program does, before React is loaded.
process.env.NODE_ENV = 'production';
const {drawScreens, goldenFolder} = await import('./screens.js');

const screens = await drawScreens();
fs.rmSync(goldenFolder, {recursive: true, force: true});
fs.mkdirSync(goldenFolder);
for (const [name, screen] of screens) {
	fs.writeFileSync(new URL(name, goldenFolder), screen);
}

console.log(`${screens.size} golden screens written: read what has changed`);
