/**
 * The keys above a line, told by indentation alone: for texts that are YAML only after a template was rendered.
 *
 * @returns the path of the map that the line of `offset` stands in, outermost key first
 */
export function pathByIndentation(text: string, offset: number): readonly string[] {
  const lines = text.slice(0, offset).split('\n');
  let indent = /^[ \t]*/.exec(lines.at(-1) ?? '')?.[0].length ?? 0;
  const path: string[] = [];
  for (let at = lines.length - 2; at >= 0 && indent > 0; at--) {
    const key = /^([ \t]*)(?:- )?["']?([\w./-]+)["']?:[ \t]*(?:#.*)?\r?$/.exec(lines[at] ?? '');
    const width = key?.[1]?.length ?? indent;
    if (key?.[2] === undefined || width >= indent) continue;
    path.unshift(key[2]);
    indent = width;
  }
  return path;
}
