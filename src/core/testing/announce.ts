/**
 * Says on the terminal what a test run leaves out, such as recorded cases that are not on this machine. For tests alone.
 */
export function announce(text: string): void {
  process.stderr.write(`${text}\n`);
}
