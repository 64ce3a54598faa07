import fs from 'node:fs';
import {documents, projectFolder} from './documents.js';
import {readIfThere} from './read-if-there.js';

for (const [path, content] of documents(readIfThere(new URL('README.md', projectFolder)))) {
	fs.writeFileSync(new URL(path, projectFolder), content);
}
