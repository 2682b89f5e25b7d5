/**
 * Recorded cases that the engine does not pass, by their id, each with the reason. The run fails when one of them starts
 * to pass, so that the list says what is true.
 */
export const departures: ReadonlyMap<string, string> = new Map<string, string>([]);
