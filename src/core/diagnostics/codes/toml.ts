import type { Catalogue } from '../entry.ts';

export const tomlCodes = {
  'toml/syntax': {
    severity: 'error',
    title: 'Not TOML',
    reference: 'https://toml.io/en/v1.0.0',
  },
  'toml/unterminated-string': {
    severity: 'error',
    title: 'A string without its end',
    reference: 'https://toml.io/en/v1.0.0#string',
  },
  'toml/bad-escape': {
    severity: 'error',
    title: 'A backslash that starts no escape',
    why: 'Between double quotes a backslash starts an escape; regular expressions are full of backslashes.',
    reference: 'https://toml.io/en/v1.0.0#string',
  },
  'toml/control-character': {
    severity: 'error',
    title: 'A control character',
    why: 'TOML allows only tab and line ends; everything else has to be written as an escape.',
    reference: 'https://toml.io/en/v1.0.0#string',
  },
  'toml/lone-carriage-return': {
    severity: 'error',
    title: 'A carriage return without a line feed',
    why: 'TOML knows LF and CRLF as line ends and takes a lone CR for neither.',
    reference: 'https://toml.io/en/v1.0.0#spec',
  },
  'toml/duplicate-key': {
    severity: 'error',
    title: 'A key or table defined twice',
    reference: 'https://toml.io/en/v1.0.0#keyvalue-pair',
  },
  'toml/no-such-date': {
    severity: 'error',
    title: 'A day that its month does not have',
    reference: 'https://toml.io/en/v1.0.0#local-date',
  },
  'toml/too-deep': {
    severity: 'error',
    title: 'Nested too deeply',
    reference: 'https://toml.io/en/v1.0.0#array',
  },
  'toml/newer-syntax': {
    severity: 'warning',
    title: 'Syntax of TOML 1.1',
    why: 'Readers that stop at TOML 1.0 refuse the whole text.',
    reference: 'https://toml.io/en/v1.1.0',
  },
  'toml/readers-disagree': {
    severity: 'error',
    title: 'Our two readings of the text differ',
    why: 'Values come from one reader and places from another; where they differ neither is to be trusted.',
    reference: 'https://toml.io/en/v1.0.0',
  },
} as const satisfies Catalogue;
