/** What stands in for an action until the data plane provides it: a machine alone moves nothing. */
export const nothing = (): void => undefined;

/** As `nothing`, for an action with parameters. */
export const nothingWith = <Parameters_>() => (_: unknown, _parameters: Parameters_): void => undefined;

/** What stands in for a guard until the data plane provides it. */
export const no = (): boolean => false;

/** What stands in for a delay until the data plane provides it, in milliseconds. */
export const notNow = 1000;
