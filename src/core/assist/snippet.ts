/** Gives the fields of a snippet that was put together of several the numbers 1, 2, 3 in order; `$0` stays. */
export function renumberFields(snippet: string): string {
  let next = 1;
  return snippet.replace(/\$\{[1-9]\d*(:|\})/g, (_, after: string) => `\${${next++}${after}`);
}
