/** Rules that need themselves. */
import { rootName } from '#core/rego/compile/walk.ts';
import type { LintSubject } from './subject.ts';

/**
 * Names that come back to themselves, with the names between: `[]` for a rule that names itself. Time grows with the number
 * of rules and what they name.
 */
export function waysBack(subject: LintSubject): ReadonlyMap<string, readonly string[]> {
  const needs = new Map<string, ReadonlySet<string>>();
  for (const name of subject.reading.rules.keys()) needs.set(name, neededBy(subject, name));
  const ways = new Map<string, readonly string[]>();
  for (const circle of circlesOf(needs)) {
    for (const name of circle) {
      const way = wayBack(name, needs, circle);
      if (way !== undefined) ways.set(name, way);
      // One of a large circle says what is wrong with all of it.
      if (circle.size > maxShown) break;
    }
  }
  return ways;
}

const maxShown = 20;

function neededBy({ origins, reading }: LintSubject, name: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (const facts of origins.named(name)) {
    for (const call of facts.calls) {
      const callee = origins.calleeOf(call);
      if (callee !== undefined) found.add(callee);
    }
    for (const read of facts.reads) {
      const root = rootName(read);
      if (!facts.locals.has(root) && reading.rules.has(root)) found.add(root);
    }
  }
  return found;
}

/** The shortest way from a name to itself inside of its circle. */
function wayBack(
  name: string,
  needs: ReadonlyMap<string, ReadonlySet<string>>,
  circle: ReadonlySet<string>,
): readonly string[] | undefined {
  const from = new Map<string, string | undefined>([[name, undefined]]);
  for (const at of from.keys()) {
    for (const next of needs.get(at) ?? []) {
      if (next === name) {
        const way: string[] = [];
        for (let step: string | undefined = at; step !== undefined && step !== name; step = from.get(step))
          way.unshift(step);
        return way;
      }
      if (circle.has(next) && !from.has(next)) from.set(next, at);
    }
  }
  return undefined;
}

interface Visit {
  readonly name: string;
  readonly order: number;
  readonly rest: Iterator<string>;
  low: number;
}

/** Sets of names that need each other (Tarjan's strongly connected components, without recursion). */
function* circlesOf(needs: ReadonlyMap<string, ReadonlySet<string>>): Generator<ReadonlySet<string>> {
  const orders = new Map<string, number>();
  const open: string[] = [];
  const isOpen = new Set<string>();
  const visits: Visit[] = [];
  const enter = (name: string): void => {
    const order = orders.size;
    orders.set(name, order);
    open.push(name);
    isOpen.add(name);
    visits.push({ name, order, low: order, rest: (needs.get(name) ?? new Set()).values() });
  };
  for (const start of needs.keys()) {
    if (!orders.has(start)) enter(start);
    for (let visit = visits.at(-1); visit !== undefined; visit = visits.at(-1)) {
      const next = visit.rest.next();
      if (next.done !== true) {
        const order = orders.get(next.value);
        if (order === undefined) enter(next.value);
        else if (isOpen.has(next.value)) visit.low = Math.min(visit.low, order);
        continue;
      }
      visits.pop();
      const parent = visits.at(-1);
      if (parent !== undefined) parent.low = Math.min(parent.low, visit.low);
      if (visit.low !== visit.order) continue;
      const circle = new Set(open.splice(open.lastIndexOf(visit.name)));
      for (const name of circle) isOpen.delete(name);
      const isCircle = circle.size > 1 || needs.get(visit.name)?.has(visit.name) === true;
      if (isCircle) yield circle;
    }
  }
}
