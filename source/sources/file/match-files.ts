import type {AbsentFile} from '../../files/identity.js';
import {findFiles, isGlob} from './find-files.js';

/** The paths that a path or a glob names, and those that it would name if the absent files were there. */
export async function matchFiles(pattern: string, absent: readonly AbsentFile[]): Promise<readonly string[]> {
	if (!isGlob(pattern)) {
		return [pattern];
	}

	const {paths} = await findFiles(pattern, absent);
	return paths;
}
