import { gunzipSync } from 'node:zlib';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { algorithms, isAlgorithm, type Algorithm } from '#core/initdata/algorithm.ts';
import { digestOf, type Digest } from '#core/initdata/digest.ts';
import { platforms, type PlatformId } from '#core/platform/platform.ts';
import { announce } from '#core/testing/announce.ts';
import { bytesOfBase64, entriesOf, isRecord, type Json } from '#core/testing/comparison.ts';
import { applyEdits } from '#core/text/edit.ts';
import { encodeUtf8 } from '#core/text/utf8.ts';
import { outlineOf } from '#core/initdata/outline.ts';
import { missingPrograms, temporaryFolder } from '#core/bundle/testing/shell.ts';
import { bindingRow, bindingTable, verifierOf, type BindingRequest, type BindingRow } from './binding.ts';
import { routeOf, routes, routesOf } from './routes.ts';

const anywhere = { source: 'initdata', span: { from: 0, to: 0 } } as const;

async function requestFor(bytes: Uint8Array<ArrayBuffer>, algorithm: Algorithm): Promise<BindingRequest> {
  return { digest: await digestOf(bytes, algorithm), algorithm, place: anywhere };
}

function rowOf(table: readonly BindingRow[], id: string): BindingRow {
  const row = table.find(({ route }) => route.id === id);
  if (row === undefined) throw new Error(`no row ${id}`);
  return row;
}

/** Document of upstream's own unit test: three empty entries, sha256. */
const upstream = encodeUtf8(
  "algorithm = \"sha256\"\nversion = \"0.1.0\"\n\n[data]\n\"aa.toml\" = '''\n'''\n\n\"cdh.toml\" = '''\n'''\n\n\"policy.rego\" = '''\n'''\n",
);

/** The document of the byte-sensitivity table. */
const sensitive =
  'version = "0.1.0"\nalgorithm = "sha384"\n\n[data]\n"aa.toml" = \'\'\'\n[token_configs.kbs]\nurl = "http://127.0.0.1:8080"\n\'\'\'\n';

describe('table', () => {
  test('has every platform, and ids once', () => {
    expect(new Set(routes.map(({ platform }) => platform))).toEqual(new Set(platforms.map(({ id }) => id)));
    expect(new Set(routes.map(({ id }) => id)).size).toBe(routes.length);
  });

  test('has a row for every class that a platform is offered with, kata-remote apart', () => {
    for (const { id, runtimeClasses } of platforms) {
      for (const name of runtimeClasses.filter((each) => each !== 'kata-remote')) {
        expect(routeOf(id, name)).toMatchObject({ platform: id, runtimeClass: name });
      }
    }
  });

  test.for(platforms.map(({ id }) => id))('gives the usual row of %s where there is no class', (id) => {
    expect(routeOf(id)).toBe(routesOf(id)[0]);
  });

  test('gives the usual row for a class that nobody knows', () => {
    expect(routeOf('tdx', 'mine')).toBe(routesOf('tdx')[0]);
  });
});

describe('worked examples', () => {
  test('of the Go unit test', async () => {
    const bytes = new Uint8Array(
      gunzipSync(
        bytesOfBase64(
          'H4sIAFlC92cAAytLLSrOzM9TsFVQMtAz1DNQ4krMSc8vyizJyAWJFWckGpmaKXFFpySWJMZyKSUm6pXk5+YoAeXU1dW5QJhLKTklA4toQX5OZnKlXlFqej6yBABS/5JkcQAAAA==',
        ),
      ),
    );
    expect(bytes).toHaveLength(113);
    const table = await bindingTable(await requestFor(bytes, 'sha256'));
    expect(rowOf(table, 'snp/kata-qemu-snp').carried).toMatchObject({
      value: { base64: 'xmlLt6KdbzfscqFVguAEufMUIVloLbhQmjBEB0GaSeU=' },
      fitting: 'exact',
    });
    expect(rowOf(table, 'tdx/kata-qemu-tdx')).toMatchObject({
      carried: {
        value: { base64: 'xmlLt6KdbzfscqFVguAEufMUIVloLbhQmjBEB0GaSeUAAAAAAAAAAAAAAAAAAAAA' },
        fitting: 'padded',
      },
      claim: {
        value:
          'c6694bb7a29d6f37ec72a15582e004b9f3142159682db8509a304407419a49e500000000000000000000000000000000',
      },
    });
    expect(rowOf(table, 'cca/kata-qemu-cca').carried).toMatchObject({
      value: {
        base64: 'xmlLt6KdbzfscqFVguAEufMUIVloLbhQmjBEB0GaSeUAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==',
      },
    });
    const pcr8 = '7c5191c4cc9e8c0a2fc91a36c484204dde1b62e4d2344e6f8d8adcc591793e55';
    for (const id of ['az-snp-vtpm', 'az-tdx-vtpm', 'tpm', 'peer-pods/vtpm', 'peer-pods-aws/vtpm']) {
      const { carried, claim } = rowOf(table, id);
      expect(carried).toMatchObject({ field: 'PCR 8', value: { hex: pcr8 } });
      expect(claim).toMatchObject({ encoding: 'hex', value: pcr8 });
    }
  });

  test('of the byte-sensitivity table', async () => {
    const table = await bindingTable(await requestFor(encodeUtf8(sensitive), 'sha384'));
    expect(rowOf(table, 'snp/kata-qemu-snp').carried).toMatchObject({
      value: { base64: 'BdXzWQlhW7zlk1z3Z2Ql72FfQgr9tYC9fPPXiIOD2dI=' },
      fitting: 'cut',
    });
    expect(rowOf(table, 'tdx/kata-qemu-tdx').carried).toMatchObject({
      value: { base64: 'BdXzWQlhW7zlk1z3Z2Ql72FfQgr9tYC9fPPXiIOD2dLuWLsrdUQgbJX0BWJfPVL8' },
    });
    expect(rowOf(table, 'peer-pods/vtpm').carried).toMatchObject({
      value: { hex: 'c2e0a00c7e11a5098dca6f5970f90132b151b23bb98a6430d2c0a81f571c2e97' },
    });
    expect(rowOf(table, 'az-snp-vtpm')).toMatchObject({
      carried: { kind: 'refused', message: 'expected sha256 digest' },
      launch: { kind: 'extends', refusal: 'expected sha256 digest' },
      verifier: { kind: 'panics' },
      claim: { kind: 'fails' },
    });
  });
});

describe('findings', () => {
  test.for<readonly [string, Algorithm, readonly string[]]>([
    ['tdx/kata-qemu-tdx', 'sha384', []],
    ['tdx/kata-qemu-tdx', 'sha256', ['platform/digest-padded']],
    ['snp/kata-qemu-snp', 'sha512', ['platform/digest-cut']],
    ['az-tdx-vtpm', 'sha384', ['platform/vtpm-digest-length']],
    ['peer-pods/vtpm', 'sha384', ['platform/peer-pod-digest-cut', 'platform/not-compared']],
    ['peer-pods/no-tpm', 'sha256', ['platform/not-compared', 'measurement/field-not-written']],
    ['cca/kata-qemu-cca', 'sha384', ['platform/cca-digest', 'measurement/not-delivered']],
    ['cca/runtime-rs', 'sha512', ['measurement/field-not-written']],
    ['se/kata-qemu-se', 'sha256', ['platform/not-bound']],
    ['coco-dev/go-arm64-ppc64le', 'sha256', ['platform/not-bound', 'measurement/not-delivered']],
    ['tdx/go-cloud-hypervisor', 'sha384', ['measurement/field-not-written']],
    ['snp/runtime-rs-sev-host', 'sha256', ['measurement/field-not-written', 'measurement/not-delivered']],
  ])('%s with %s', async ([id, algorithm, codes]) => {
    const table = await bindingTable(await requestFor(upstream, algorithm));
    expect(rowOf(table, id).traps.map(({ code }) => code)).toEqual(codes);
  });

  test.for<readonly [PlatformId, Algorithm]>([
    ['snp', 'sha256'],
    ['az-snp-vtpm', 'sha256'],
    ['cca', 'sha512'],
    ['peer-pods', 'sha256'],
  ])('the fix sets the algorithm of %s', async ([platform, wanted]) => {
    const span = outlineOf(sensitive).algorithm?.valueSpan ?? anywhere.span;
    const request = { ...(await requestFor(encodeUtf8(sensitive), 'sha384')), place: { ...anywhere, span } };
    const { traps } = await bindingRow(routeOf(platform), request);
    const fixed = applyEdits(sensitive, traps.find(({ fix }) => fix !== undefined)?.fix?.edits ?? []);
    expect(fixed).toBe(sensitive.replace('sha384', wanted));
  });
});

describe('commands', () => {
  const needed = ['sha256sum', 'sha384sum', 'sha512sum', 'openssl', 'xxd', 'head', 'cut'];
  const missing = missingPrograms(needed);
  if (missing.length > 0) announce(`skipped: commands of derivations, for want of ${missing.join(', ')}`);

  test.skipIf(missing.length > 0).for(algorithms)('of %s print what is shown', async (algorithm) => {
    const folder = temporaryFolder();
    const name = "it's a document.toml";
    try {
      const bytes = encodeUtf8(`${sensitive}\u00fc\r\n`);
      folder.write(name, bytes);
      const table = await bindingTable({ ...(await requestFor(bytes, algorithm)), documentFile: name });
      const scripts = new Map(
        table.flatMap(({ steps }) =>
          steps.flatMap(({ commands, value }) =>
            commands.map(({ script, prints, needs }) => [script, { shown: value[prints], needs }] as const),
          ),
        ),
      );
      expect(scripts.size).toBeGreaterThanOrEqual(9);
      for (const [script, { shown, needs }] of scripts) {
        expect(needed).toEqual(expect.arrayContaining([...needs]));
        expect({ script, out: folder.run(script).out.trim() }).toEqual({ script, out: shown });
      }
    } finally {
      folder.remove();
    }
  });
});

const file = new URL('../../../../shared/vectors/digests.json', import.meta.url);
const present = existsSync(file);
if (!present) announce('skipped: 52 recorded documents with their fitted values, as ../shared is not there');

describe.skipIf(!present)('recorded values', () => {
  const entries = present ? entriesOf(JSON.parse(readFileSync(file, 'utf8'))) : [];

  test('are there', () => {
    expect(entries).toHaveLength(52);
  });

  test.for(entries.map((entry) => [String(entry['id']), entry] as const))('%s', async ([, entry]) => {
    const plain = entry['document_b64'];
    const bytes =
      typeof plain === 'string'
        ? bytesOfBase64(plain)
        : new Uint8Array(gunzipSync(bytesOfBase64(String(entry['document_gzip_b64']))));
    const recordedOf = isRecord(entry['algorithms']) ? entry['algorithms'] : {};
    expect(Object.keys(recordedOf).toSorted()).toEqual(algorithms);
    for (const [algorithm, recorded] of Object.entries(recordedOf)) {
      if (!isAlgorithm(algorithm) || !isRecord(recorded)) throw new Error(algorithm);
      const digest = await digestOf(bytes, algorithm);
      await compareRows(digest, algorithm, recorded);
    }
  });

  async function compareRows(digest: Digest, algorithm: Algorithm, recorded: Json): Promise<void> {
    const fitted = isRecord(recorded['fitted']) ? recorded['fitted'] : {};
    const claims = isRecord(recorded['init_data_claim']) ? recorded['init_data_claim'] : {};
    const vtpm = isRecord(recorded['vtpm_pcr8']) ? recorded['vtpm_pcr8'] : {};
    for (const row of await bindingTable({ digest, algorithm, place: anywhere })) {
      const { carried, claim, route } = row;
      const name = verifierOf(route.platform);
      if (carried.kind === 'value' && carried.field !== 'PCR 8') {
        expect(carried.value).toEqual(fitted[name]);
      } else if (carried.kind === 'value') {
        const by = route.writer.kind === 'image' ? 'peer_pods' : 'attestation_agent';
        expect(vtpm[by]).toMatchObject({ outcome: 'ok', pcr8: carried.value.hex });
      } else if (carried.kind === 'refused') {
        expect(vtpm['attestation_agent']).toMatchObject({
          outcome: 'fails',
          message: { [name]: carried.message },
        });
        expect(vtpm['trustee_with_plaintext']).toEqual({ outcome: 'fails', kind: 'panic' });
      }
      if (claim.kind === 'unset' || (name === 'sample' && route.plaintext === 'not-sent')) continue;
      const value = claim.kind === 'value' ? claim.value : claim.kind === 'absent' ? null : 'fails';
      const wanted = claims[name];
      expect(isRecord(wanted) ? 'fails' : wanted).toEqual(value);
    }
  }
});
