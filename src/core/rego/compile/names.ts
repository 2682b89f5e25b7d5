/**
 * Which names have a value at a place of a query, as the engine follows them from statement to statement: what decides
 * whether a name in a pattern binds or compares, and whether brackets iterate.
 */

/** `shadow`: a name is new whatever it means outside. `respect`: a name that is known is compared with. */
export type Scoping = 'shadow' | 'respect';

export class Names {
  readonly #globals: ReadonlySet<string>;
  readonly #bound: Set<string>;
  readonly #boundHere: Set<string>;
  readonly #unbound: Set<string>;

  constructor(
    /** Rules and imports of the module, `input` and `data`. */
    globals: ReadonlySet<string>,
    bound: Iterable<string> = [],
    boundHere: Iterable<string> = [],
    unbound: Iterable<string> = [],
  ) {
    this.#globals = globals;
    this.#bound = new Set(bound);
    this.#boundHere = new Set(boundHere);
    this.#unbound = new Set(unbound);
  }

  /** Of a query inside of this one. What is bound outside may be declared again. */
  child(): Names {
    return new Names(this.#globals, this.#bound, [], this.#unbound);
  }

  /** Of a body, which shares its scope with the parameters. */
  body(): Names {
    return new Names(this.#globals, this.#bound, this.#boundHere, this.#unbound);
  }

  bind(name: string): void {
    if (name === '_') return;
    this.#bound.add(name);
    this.#boundHere.add(name);
    this.#unbound.delete(name);
  }

  /** `some name`. */
  declare(name: string): void {
    if (name === '_') return;
    this.#bound.delete(name);
    this.#boundHere.delete(name);
    this.#unbound.add(name);
  }

  isUnbound(name: string, scoping: Scoping): boolean {
    if (name === '_') return false;
    if (this.#unbound.has(name) || scoping === 'shadow') return true;
    return !this.#globals.has(name) && !this.#bound.has(name);
  }

  isBoundHere(name: string): boolean {
    return name !== '_' && this.#boundHere.has(name);
  }

  /** True when brackets around the name go through all of a collection. */
  iterates(name: string): boolean {
    if (name === '_') return true;
    if (this.#globals.has(name)) return false;
    return this.#unbound.has(name) || !this.#bound.has(name);
  }
}
