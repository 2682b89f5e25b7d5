/** `semver.*` of OPA. */
import { compareStrings } from '../value/value.ts';
import { define, stringArgument } from './arguments.ts';
import { type Builtin, BuiltinError } from './builtin.ts';

interface Version {
  readonly core: readonly bigint[];
  readonly prerelease: readonly string[];
}

/** Numbers have no leading zero, except in what tells builds apart. */
const number = '(0|[1-9]\\d*)';
const identifier = '(?:0|[1-9]\\d*|\\d*[A-Za-z-][0-9A-Za-z-]*)';
const build = '[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*';
const shape = new RegExp(
  `^${number}\\.${number}\\.${number}(?:-(${identifier}(?:\\.${identifier})*))?(?:\\+${build})?$`,
);

function versionOf(text: string): Version | undefined {
  const [, major, minor, patch, prerelease] = shape.exec(text) ?? [];
  if (major === undefined || minor === undefined || patch === undefined) return undefined;
  return { core: [major, minor, patch].map(BigInt), prerelease: prerelease?.split('.') ?? [] };
}

function compareIdentifiers(a: string, b: string): number {
  const [numberA, numberB] = [/^\d+$/.test(a), /^\d+$/.test(b)];
  if (numberA && numberB) return Math.sign(Number(BigInt(a) - BigInt(b)));
  if (numberA !== numberB) return numberA ? -1 : 1;
  return Math.sign(compareStrings(a, b));
}

function compareVersions(a: Version, b: Version): number {
  for (const [index, part] of a.core.entries()) {
    const other = b.core[index] ?? 0n;
    if (part !== other) return part < other ? -1 : 1;
  }
  // A release comes after what led to it.
  if (a.prerelease.length === 0 || b.prerelease.length === 0) {
    return Math.sign(b.prerelease.length - a.prerelease.length);
  }
  for (const [index, part] of a.prerelease.entries()) {
    const other = b.prerelease[index];
    if (other === undefined) return 1;
    const order = compareIdentifiers(part, other);
    if (order !== 0) return order;
  }
  return Math.sign(a.prerelease.length - b.prerelease.length);
}

export const semverBuiltins: readonly Builtin[] = [
  define({
    name: 'semver.is_valid',
    arity: 1,
    feature: 'opa',
    evaluate: ([text]) => typeof text === 'string' && versionOf(text) !== undefined,
  }),
  define({
    name: 'semver.compare',
    arity: 2,
    feature: 'opa',
    evaluate: (args) => {
      const [a, b] = [0, 1].map((index) => {
        const version = versionOf(stringArgument('semver.compare', args[index as 0 | 1], index));
        if (version === undefined) throw new BuiltinError('semver.compare: not a valid SemVer', index);
        return version;
      });
      return a === undefined || b === undefined ? undefined : compareVersions(a, b);
    },
  }),
];
