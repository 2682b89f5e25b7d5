import type { AllowedValue, KeySchema } from './schema.ts';

const levels: readonly AllowedValue[] = [
  { value: 'off', usual: true, documentation: 'No output.' },
  { value: 'error', usual: true, documentation: 'Errors only.' },
  { value: 'warn', usual: true, documentation: 'Warnings and errors.' },
  { value: 'info', usual: true, documentation: 'The default.' },
  { value: 'debug', usual: true, documentation: 'Much output, for searching a fault.' },
  { value: 'trace', usual: true, documentation: 'Everything.' },
];

/** `[log]` is the same in both files. */
export const logKey: KeySchema = {
  shape: {
    kind: 'table',
    table: {
      struct: 'LogConfig',
      documentation: 'Logging of this component.',
      keys: {
        level: {
          shape: { kind: 'string', format: 'log-filter', values: levels },
          default: '"info"',
          since: 'v0.18.0',
          documentation:
            'Filter for the log when RUST_LOG is not set: a level (any letter case, or 0 to 5) or a comma-separated list of target=level.',
          wrong:
            'A single unknown word is taken as the name of a log target, so that all other output disappears. A bad level after "=" stops the process.',
          example: '"info"',
          source: 'LogConfig.level',
        },
      },
    },
  },
  since: 'v0.18.0',
  documentation: 'Logging of this component.',
  wrong: 'A string here stops the process at start.',
  source: 'LogConfig',
};
