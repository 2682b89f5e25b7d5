/** Runs the parts and writes what they measured as one Markdown page. */
import type { Part, Table, Tools } from './part.ts';

const parts = Object.values(import.meta.glob<{ readonly part: Part }>('./*.bench.ts', { eager: true })).map(
  ({ part }) => part,
);

function markdown({ title, note, columns, rows }: Table): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const rule = columns.map((_, at) => (at === 0 ? '---' : '---:'));
  return `## ${title}\n\n${note}\n\n${[line(columns), line(rule), ...rows.map(line)].join('\n')}\n`;
}

/**
 * @param wanted names of parts; none for all
 * @returns the tables as Markdown, in the order of the parts' names
 */
export async function measure(wanted: readonly string[], tools: Tools): Promise<string> {
  const chosen = parts.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
  const unknown = wanted.filter((name) => !parts.some((part) => part.name === name));
  if (unknown.length > 0) {
    throw new Error(`no part ${unknown.join(', ')}; there are ${parts.map(({ name }) => name).join(', ')}`);
  }
  const tables: Table[] = [];
  for (const { name, run } of chosen) {
    console.log(`measuring ${name} ...`);
    tables.push(...(await run(tools)));
  }
  return tables.map(markdown).join('\n');
}
