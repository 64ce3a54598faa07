/** Environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
Whether text may hold more than ASCII. As for every program, the first of LC_ALL, LC_CTYPE and LANG that is not empty names the locale. Where none does (containers, cron) UTF-8 is taken for granted, as today's tools do: it is the terminal that draws, and it knows UTF-8. The Linux console does not have the glyphs.
*/
export function hasUnicode(environment: Environment): boolean {
	if (environment.TERM === 'linux') {
		return false;
	}

	const locale = [environment.LC_ALL, environment.LC_CTYPE, environment.LANG].find(value => value !== undefined && value !== '');
	return locale === undefined || /utf-?8/iv.test(locale);
}
