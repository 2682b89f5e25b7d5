/**
 * Names at a place of the code that is being compiled: scopes inside of each other, and the slot of each name. A frame has
 * slots for all its scopes; a name that is bound again further inside has a slot of its own there.
 */
export interface Frame {
  size: number;
}

/** `declared` by `some` has no value yet; the engine then finds nothing, not a rule of the same name. */
export interface Local {
  readonly slot: number;
  readonly state: 'bound' | 'declared';
}

export class Environment {
  readonly frame: Frame = { size: 0 };
  readonly #scopes: Map<string, Local>[] = [];

  /** Slots of marks by scope, for scopes of loops. */
  readonly #marks = new Map<Map<string, Local>, number[]>();

  /**
   * Opens the scope of a loop.
   *
   * @returns also the slots of marks to be taken back before the loop begins
   */
  looped<T>(inside: () => T): { readonly result: T; readonly marks: readonly number[] } {
    const scope = new Map<string, Local>();
    const marks: number[] = [];
    this.#marks.set(scope, marks);
    this.#scopes.push(scope);
    const result = inside();
    this.#scopes.pop();
    return { result, marks };
  }

  /** A slot for a mark of the innermost scope, when that is the scope of a loop. */
  mark(): number | undefined {
    const scope = this.#scopes.at(-1);
    const marks = scope === undefined ? undefined : this.#marks.get(scope);
    if (marks === undefined) return undefined;
    const slot = this.slot();
    marks.push(slot);
    return slot;
  }

  /** What `inside` compiles, with the marks that it made in the innermost scope. */
  marked<T>(inside: () => T): { readonly result: T; readonly marks: readonly number[] } {
    const scope = this.#scopes.at(-1);
    const marks = scope === undefined ? undefined : this.#marks.get(scope);
    const before = marks?.length ?? 0;
    const result = inside();
    return { result, marks: marks?.slice(before) ?? [] };
  }

  /** What `inside` compiles; names that it binds in the innermost scope are unknown afterwards. */
  forgetting<T>(inside: () => T): T {
    const scope = this.#scopes.at(-1);
    const before = new Map(scope);
    const result = inside();
    for (const name of scope?.keys() ?? []) if (!before.has(name)) scope?.delete(name);
    for (const [name, local] of before) scope?.set(name, local);
    return result;
  }

  /** Opens a scope for what `inside` compiles. */
  scoped<T>(inside: () => T): T {
    this.#scopes.push(new Map());
    const result = inside();
    this.#scopes.pop();
    return result;
  }

  find(name: string): Local | undefined {
    for (let index = this.#scopes.length - 1; index >= 0; index -= 1) {
      const local = this.#scopes[index]?.get(name);
      if (local !== undefined) return local;
    }
    return undefined;
  }

  isInnermost(name: string): boolean {
    return this.#scopes.at(-1)?.has(name) === true;
  }

  /** A slot of the innermost scope. */
  bind(name: string): number {
    const slot = this.#scopes.at(-1)?.get(name)?.slot ?? this.slot();
    this.#scopes.at(-1)?.set(name, { slot, state: 'bound' });
    return slot;
  }

  declare(name: string): number {
    const slot = this.slot();
    this.#scopes.at(-1)?.set(name, { slot, state: 'declared' });
    return slot;
  }

  /** A slot without a name. */
  slot(): number {
    this.frame.size += 1;
    return this.frame.size - 1;
  }

  /** Names of the innermost scope, in alphabetical order. */
  innermost(): readonly (readonly [name: string, local: Local])[] {
    return [...(this.#scopes.at(-1) ?? [])].sort(([a], [b]) => (a < b ? -1 : 1));
  }

  /** Slots of all names in sight; the innermost of a name. */
  visible(): ReadonlyMap<string, number> {
    const slots = new Map<string, number>();
    for (const scope of this.#scopes) for (const [name, { slot }] of scope) slots.set(name, slot);
    return slots;
  }

  /** Names of all scopes, outermost first and each in alphabetical order, with their slots. */
  scopes(): readonly (readonly (readonly [name: string, slot: number])[])[] {
    return this.#scopes.map((scope) =>
      [...scope].map(([name, { slot }]) => [name, slot] as const).sort(([a], [b]) => (a < b ? -1 : 1)),
    );
  }
}
