/** What one file is to a run. */
export type FileRole = {
	/** As the user knows it: `the report r.json`. */
	readonly what: string;
	readonly writes: boolean;

	/** How it gets another file: `name another one with --report`. */
	readonly advice: string;

	/** What the file is known by: two roles that share a key have one file. */
	readonly keys: readonly string[];
};

/** Two roles that can't have one file. */
export type RoleConflict = readonly [first: FileRole, second: FileRole];

/** The first two roles with one file of which one writes to it; any number may read. */
export function conflictIn(roles: readonly FileRole[]): RoleConflict | undefined {
	const known = new Map<string, FileRole[]>();
	for (const role of roles) {
		for (const key of role.keys) {
			const others = known.get(key) ?? [];
			const other = others.find(({writes}) => writes || role.writes);
			if (other !== undefined) {
				return [other, role];
			}

			known.set(key, [...others, role]);
		}
	}

	return undefined;
}
