/** What the program's exit code says, in the one table that the help, the README and the program itself use. */
export const exitCodes = {
	delivered: {code: 0, meaning: 'every accepted record was delivered'},
	internal: {code: 1, meaning: 'an internal error, or the ledger does not balance'},
	usage: {code: 2, meaning: 'wrong usage or settings, found before the first record'},
	undelivered: {code: 3, meaning: 'records were not delivered: dead-lettered, dropped, left by an abort or a passed grace period, in a file not read to its end, or in one that was removed or cut'},
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]['code'];
