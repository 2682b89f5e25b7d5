/** Families that the agent lacks: a chunk of its own, loaded when a profile has them. */
import type { Builtin } from './builtin.ts';
import { collectionBuiltins } from './collections.ts';
import { cryptoBuiltins } from './crypto.ts';
import { globBuiltins } from './glob.ts';
import { globsMatchBuiltins } from './globs-match.ts';
import { graphBuiltins } from './graphs.ts';
import { jsonPatchBuiltins } from './json-patch.ts';
import { jsonSchemaBuiltins } from './json-schema.ts';
import { netBuiltins } from './net.ts';
import { opaBuiltins } from './opa.ts';
import { operatorNameBuiltins } from './operator-names.ts';
import { semverBuiltins } from './semver.ts';
import { tokenBuiltins } from './tokens.ts';
import { unavailableBuiltins } from './unavailable.ts';
import { uriBuiltins } from './uris.ts';
import { webEncodingBuiltins } from './web-encoding.ts';
import { yamlBuiltins } from './yaml.ts';

export const moreBuiltins: readonly Builtin[] = [
  ...collectionBuiltins,
  ...cryptoBuiltins,
  ...globBuiltins,
  ...globsMatchBuiltins,
  ...graphBuiltins,
  ...jsonPatchBuiltins,
  ...jsonSchemaBuiltins,
  ...netBuiltins,
  ...opaBuiltins,
  ...operatorNameBuiltins,
  ...semverBuiltins,
  ...tokenBuiltins,
  ...unavailableBuiltins,
  ...uriBuiltins,
  ...webEncodingBuiltins,
  ...yamlBuiltins,
];
