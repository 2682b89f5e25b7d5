/** Families that the agent lacks: a chunk of its own, loaded when a profile has them. */
import type { Builtin } from './builtin.ts';
import { collectionBuiltins } from './collections.ts';
import { cryptoBuiltins } from './crypto.ts';
import { globBuiltins } from './glob.ts';
import { jsonPatchBuiltins } from './json-patch.ts';
import { netBuiltins } from './net.ts';
import { semverBuiltins } from './semver.ts';
import { timeBuiltins } from './time.ts';
import { webEncodingBuiltins } from './web-encoding.ts';

export const moreBuiltins: readonly Builtin[] = [
  ...collectionBuiltins,
  ...cryptoBuiltins,
  ...globBuiltins,
  ...jsonPatchBuiltins,
  ...netBuiltins,
  ...semverBuiltins,
  ...timeBuiltins,
  ...webEncodingBuiltins,
];
