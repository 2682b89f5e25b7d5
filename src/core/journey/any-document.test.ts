import fc from 'fast-check';
import { expect, test } from 'vitest';
import { algorithms } from '#core/initdata/algorithm.ts';
import { routes } from '#core/measurement/routes.ts';
import { encodeUtf8 } from '#core/text/utf8.ts';
import { journeyOf } from './journey.ts';
import { stationIds } from './station.ts';
import { tamperCases } from './tamper.ts';

/** Parts of documents, in any order, so that hosts and guests refuse them in every way that they have. */
const parts = [
  'version = "0.1.0"\n',
  'version = "0.1.1"\n',
  'algorithm = "sha256"\n',
  'algorithm = "sha384"\n',
  'algorithm = "md5"\n',
  '[data]\n',
  "\"aa.toml\" = '''\n[token_configs.kbs]\nurl = \"http://kbs\"\n'''\n",
  "\"policy.rego\" = '''\npackage agent_policy\n'''\n",
  '"policy.rego" = ""\n',
  'aa.toml = 1\n',
  '\r\n',
  '\uFEFF',
];

const document = fc
  .array(fc.oneof(fc.constantFrom(...parts), fc.string({ unit: 'binary', maxLength: 8 })), { maxLength: 8 })
  .map((all) => encodeUtf8(all.join('')));

test('any document on any way ends at one station, and nothing is reached beyond it', async () => {
  await fc.assert(
    fc.asyncProperty(
      document,
      document,
      fc.constantFrom(...routes),
      fc.constantFrom(...algorithms),
      fc.constantFrom(undefined, ...tamperCases.map(({ id }) => id)),
      async (own, other, route, algorithm, tamper) => {
        const made = await journeyOf({
          route,
          document: own,
          algorithm,
          tamper,
          other,
          path: ['a', 'b', 'c'],
        });
        if (made.kind === 'not-applicable') {
          expect(made.reason).not.toBe('');
          return;
        }
        expect(made.stations.map(({ id }) => id)).toEqual(stationIds);
        const kinds = made.stations.map(({ passage }) => passage.kind);
        const end = stationIds.indexOf(made.end);
        expect(made.released).toBe(made.end === 'secret');
        expect(kinds[end] === 'stops').toBe(!made.released);
        expect(kinds.slice(0, end)).not.toContain('stops');
        expect(kinds.slice(end + 1).every((kind) => kind === 'not-reached')).toBe(true);
      },
    ),
  );
});
