/** The options of the tools, as their sources declare them, for reading generated command lines. For tests alone. */

/** A command with its subcommands; `value` options take the next word or what stands behind `=`. */
export interface Grammar {
  readonly flags?: readonly string[];
  readonly values?: readonly string[];
  /** Options whose value must stand behind `=`. */
  readonly equals?: readonly string[];
  readonly subcommands?: Readonly<Record<string, Grammar>>;
  /** The least and most words that are no options. */
  readonly words?: readonly [number, number];
}

/** kbs-client 0.21: tools/kbs-client/src/main.rs. genpolicy 4.1: src/tools/genpolicy/src/utils.rs. cococtl: cmd/. */
export const grammars: Readonly<Record<string, Grammar>> = {
  'kbs-client': {
    values: ['--url', '--cert-file'],
    subcommands: {
      attest: { values: ['--tee-key-file'], words: [0, 1] },
      'get-resource': { values: ['--path', '--tee-key-file', '--attestation-token'], words: [0, 1] },
      config: {
        values: ['--admin-token-file'],
        subcommands: {
          'set-attestation-policy': { values: ['--type', '--id', '--policy-file'] },
          'set-resource-policy': {
            values: ['--policy-file'],
            flags: ['--allow-all', '--deny-all', '--affirming', '--default'],
          },
          'set-resource': { values: ['--path', '--resource-file'] },
          'set-sample-reference-value': {
            flags: ['--as-integer', '--as-bool', '--as-single-value'],
            words: [2, 2],
          },
        },
      },
    },
  },
  genpolicy: {
    values: ['-y', '--yaml-file', '-p', '-j', '--config-file'],
    flags: ['-r', '-b', '-u', '-s'],
    equals: ['--initdata-path'],
  },
  kubectl: {
    subcommands: {
      apply: { values: ['-f'] },
      get: { values: ['-n', '-o'], words: [2, 2] },
      coco: {
        subcommands: {
          apply: { values: ['-f', '--runtime-class', '-n'], flags: ['--skip-apply'] },
          initdata: { subcommands: { validate: { values: ['--file'] } } },
        },
      },
    },
  },
};

/** What is wrong with the words of a command; undefined for nothing. */
export function problemIn(grammar: Grammar, words: readonly string[]): string | undefined {
  let plain = 0;
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    const sub = grammar.subcommands?.[word];
    if (sub !== undefined) return problemIn(sub, words.slice(at + 1));
    if (!word.startsWith('-')) plain++;
    else if (grammar.equals?.some((name) => word.startsWith(`${name}=`)) === true) continue;
    else if (grammar.values?.includes(word) === true) {
      at++;
      if (at >= words.length || words[at] === '') return `${word} without a value`;
    } else if (grammar.flags?.includes(word) !== true) return `unknown option ${word}`;
  }
  if (grammar.subcommands !== undefined) return 'no subcommand';
  const [least, most] = grammar.words ?? [0, 0];
  return plain < least || plain > most ? `${plain} words` : undefined;
}
