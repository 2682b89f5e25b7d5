/**
 * The order of the statements of a query, which is the engine's: those that define nothing run as soon as what they use is
 * there, the others follow the names that they define in alphabetical order; when that does not work out the order of the
 * text stands.
 */

/** A name that a statement defines, and the names that it needs for that. */
export interface Definition {
  /** Empty for a statement that defines nothing. */
  readonly name: string;
  readonly uses: readonly string[];
}

/** Statements in the order in which their names can be defined; the order of the text when there is none. */
export function orderOf(statements: readonly (readonly Definition[])[]): readonly number[] {
  const definedBy = new Map<string, number[]>();
  for (const [index, definitions] of statements.entries()) {
    for (const { name } of definitions) {
      const known = definedBy.get(name);
      if (known === undefined) definedBy.set(name, [index]);
      else known.push(index);
    }
  }
  const order: number[] = [];
  const scheduled = new Set<number>();
  const defined = new Set<string>();

  const schedule = (index: number): 'scheduled' | 'waiting' | 'done' => {
    if (scheduled.has(index)) return 'done';
    const definitions = statements[index] ?? [];
    if (!canRun(definitions, defined)) return 'waiting';
    order.push(index);
    scheduled.add(index);
    for (const { name } of definitions) defined.add(name);
    return 'scheduled';
  };
  const process = (name: string): { readonly progress: boolean; readonly again: boolean } => {
    let progress = false;
    let again = false;
    for (const index of definedBy.get(name) ?? []) {
      const state = schedule(index);
      if (state === 'scheduled') progress = true;
      else if (state === 'waiting') again = true;
    }
    return { progress, again };
  };

  process('');
  let waiting = [...definedBy.keys()].sort(byText);
  for (let progressed = true; progressed;) {
    progressed = false;
    const next: string[] = [];
    for (const name of waiting) {
      const { progress, again } = process(name);
      if (progress) {
        progressed = true;
        // What only waits for this name comes right after it.
        process('');
      }
      if (again) next.push(name);
    }
    waiting = next;
  }
  return order.length === statements.length ? order : statements.map((_, index) => index);
}

function canRun(definitions: readonly Definition[], defined: ReadonlySet<string>): boolean {
  if (definitions.length === 1) return definitions[0]?.uses.every((name) => defined.has(name)) ?? true;
  const here = new Set<string>();
  let waiting = definitions;
  while (waiting.length > 0) {
    const blocked: Definition[] = [];
    for (const definition of waiting) {
      if (definition.uses.every((name) => defined.has(name) || here.has(name))) here.add(definition.name);
      else blocked.push(definition);
    }
    if (blocked.length === waiting.length) return false;
    waiting = blocked;
  }
  return true;
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
