import fs from 'node:fs';
import path from 'node:path';
import type {Report} from '../../source/contract/report.js';
import {readReport} from '../helpers/program.js';

/** The report in `r.json` of a folder, where there is a whole one. */
export function readReportIn(folder: string): Report | undefined {
	const file = path.join(folder, 'r.json');
	return fs.existsSync(file) && fs.statSync(file).size > 0 ? readReport(folder) : undefined;
}
