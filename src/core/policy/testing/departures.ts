/**
 * Recorded decisions that the agent does not reproduce, by their id, each with the reason. The run fails when one of them
 * starts to pass.
 */
export const departures: ReadonlyMap<string, string> = new Map<string, string>([]);
