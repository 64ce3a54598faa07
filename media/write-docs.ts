import fs from 'node:fs';
import {projectFolder, readDocuments, renewed} from './documents.js';

for (const [path, text] of readDocuments()) {
	fs.writeFileSync(new URL(path, projectFolder), renewed(text));
}
