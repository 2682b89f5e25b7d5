/** Talks with a peer program: one JSON line out, one JSON line back. */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { createInterface } from 'node:readline';

/** What is asked; the same of every peer. */
export interface Question {
  readonly dialect: 'v0' | 'v1';
  readonly modules: readonly (readonly [name: string, text: string])[];
  /** JSON text of base data. */
  readonly data?: string;
  /** JSON texts; null evaluates without input. */
  readonly inputs: readonly (string | null)[];
  readonly queries: readonly string[];
}

export interface Answer {
  /** `refused` is an input that is no JSON, `panic` takes the engine down. */
  readonly kind: 'value' | 'undefined' | 'failed' | 'refused' | 'panic';
  /** JSON, but with sets as `set[…]` and keys of any type. Several rows stand beside each other. */
  readonly value?: string;
  readonly message?: string;
  readonly prints: readonly string[];
  /** Ours alone: a failure of a function definition was let go, as another one gave a value. */
  readonly forgiven?: boolean;
}

/** Either loading failed, or one answer per input and query, inputs outermost. */
export type Reply =
  | { readonly kind: 'load-error'; readonly message: string }
  | { readonly kind: 'answers'; readonly answers: readonly Answer[] }
  /** The program itself ended: its stack was spent, or the question took longer than the patience. */
  | { readonly kind: 'died' };

/** Nanoseconds of one loading, and of evaluating each query with its input once. */
export interface Measured {
  readonly load_ns: number;
  readonly evaluate_ns: number;
}

export interface Peer {
  readonly ask: (question: Question) => Promise<Reply>;
  /** @param measure milliseconds to spend on each; rejects when the policy does not load */
  readonly measure: (question: Question, measure: number) => Promise<Measured>;
  readonly close: () => void;
}

/** @param patience milliseconds after which a question counts as unanswered and the program is started anew */
export function startPeer(program: string, patience = 20_000): Peer {
  let child: ChildProcessWithoutNullStreams | undefined;
  let waiting: ((line: string | undefined) => void) | undefined;

  function start(): ChildProcessWithoutNullStreams {
    const started = spawn(program, [], { stdio: ['pipe', 'pipe', 'pipe'] });
    started.stderr.resume();
    started.stdin.on('error', () => undefined);
    createInterface({ input: started.stdout }).on('line', (line) => {
      if (started === child) waiting?.(line);
    });
    started.on('close', () => {
      if (started !== child) return;
      child = undefined;
      waiting?.(undefined);
    });
    return started;
  }

  function say(message: object, limit: number): Promise<string | undefined> {
    child ??= start();
    const { stdin } = child;
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        child?.kill('SIGKILL');
      }, limit);
      waiting = (line) => {
        waiting = undefined;
        clearTimeout(timer);
        resolve(line);
      };
      stdin.write(`${JSON.stringify(message)}\n`);
    });
  }

  return {
    async ask(question) {
      const line = await say(question, patience);
      if (line === undefined) return { kind: 'died' };
      const said = JSON.parse(line) as { readonly load?: string; readonly answers?: readonly Answer[] };
      return said.answers === undefined
        ? { kind: 'load-error', message: said.load ?? '' }
        : { kind: 'answers', answers: said.answers };
    },
    async measure(question, measure) {
      const line = await say({ ...question, measure }, 600_000);
      const said = JSON.parse(line ?? '{"load":"the program ended"}') as Measured | { readonly load: string };
      if ('load' in said) throw new Error(said.load);
      return said;
    },
    close() {
      const ending = child;
      child = undefined;
      ending?.kill();
    },
  };
}
