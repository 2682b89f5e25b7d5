import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { zipSync } from 'fflate';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { encodeAnnotation } from '#core/annotation/encode.ts';
import { annotationKey } from '#core/annotation/annotation.ts';
import { writeImage } from '#core/image/image.ts';
import { announce } from '#core/testing/announce.ts';
import { encodeUtf8 } from '#core/text/utf8.ts';
import { review } from './paste.ts';
import type { Review } from './review.ts';
import type { Steps } from './steps.ts';
import { request } from './testing/requests.ts';

const document = `version = "0.1.0"
algorithm = "sha384"

[data]
"aa.toml" = '''
[token_configs.kbs]
url = "https://kbs.example.com"
'''
"cdh.toml" = '''
[kbc]
name = "cc_kbc"
url = "https://kbs.example.com"
'''
"policy.rego" = '''
package agent_policy

default CreateContainerRequest := true
default ExecProcessRequest := false
default ReadStreamRequest := true
'''
`;
const { annotation, gzip } = encodeAnnotation(encodeUtf8(document), 'fast');
const digest = createHash('sha384').update(document).digest('hex');
const pod = (value: string, name = 'web'): string =>
  `apiVersion: v1\nkind: Pod\nmetadata:\n  name: ${name}\n  annotations:\n    ${annotationKey}: ${value}\n`;

const paragraph = ({ sentence }: Review): string => sentence.map(({ text }) => text).join('');

describe('review', () => {
  test.for([
    ['an annotation', annotation, ['base64', 'gzip', 'utf8', 'toml', 'files']],
    ['a pod', pod(annotation), ['carrier', 'base64', 'gzip', 'utf8', 'toml', 'files']],
    ['a document', document, ['utf8', 'toml', 'files']],
    ['a gzip stream', gzip, ['gzip', 'utf8', 'toml', 'files']],
    ['a disk image', writeImage(gzip), ['image', 'gzip', 'utf8', 'toml', 'files']],
    ['hexadecimal digits', Buffer.from(gzip).toString('hex'), ['hex', 'gzip', 'utf8', 'toml', 'files']],
    [
      'Markdown',
      `Look:\n\n\`\`\`yaml\n${pod(annotation)}\`\`\`\n`,
      ['carrier', 'base64', 'gzip', 'utf8', 'toml', 'files'],
    ],
    [
      'a here-document',
      `cat <<'EOF' > initdata.toml\n${document}EOF\n`,
      ['carrier', 'utf8', 'toml', 'files'],
    ],
  ] as const)('peels %s to the same bytes', async ([, paste, kinds]) => {
    const found = await review(request(paste));
    expect(found.subject?.layers.map(({ kind }) => kind)).toEqual(kinds);
    expect(found.subject?.layers.every(({ state }) => state === 'ok')).toBe(true);
    expect(Buffer.compare(found.subject?.document?.bytes ?? Buffer.alloc(0), encodeUtf8(document))).toBe(0);
    expect(found.subject?.document?.digests).toMatchObject({
      decided: 'sha384',
      of: { sha384: { hex: digest } },
    });
    expect(found.subject?.document?.files.map(({ key }) => key)).toEqual([
      'aa.toml',
      'cdh.toml',
      'policy.rego',
    ]);
    expect(found.headline).toEqual({ kind: 'unchecked', text: 'Not checked: no expected digest given.' });
  });

  test('ends at whichever step nobody waits for any more', async () => {
    // Each time another paste: of one that was seen before, fewer steps are left.
    const differing = (name: string) => request(`# ${name}\n${document}`, { expected: 'ab'.repeat(48) });
    let all = 0;
    await review(differing('all'), { next: () => Promise.resolve(void all++), stopped: () => false });
    expect(all).toBeGreaterThan(6);
    for (let last = 1; last <= all; last++) {
      let taken = 0;
      const steps: Steps = {
        next: () => (++taken < last ? Promise.resolve() : Promise.reject(new Error('stopped'))),
        stopped: () => taken >= last,
      };
      await expect(review(differing(String(last)), steps)).rejects.toThrow('stopped');
      expect(taken).toBe(last);
    }
  });

  test.for([
    ['the digest', digest, { kind: 'matches' }],
    ['in base64', Buffer.from(digest, 'hex').toString('base64'), { kind: 'matches' }],
    ['of other bytes', createHash('sha384').update(`${document}\n`).digest('hex'), { kind: 'differs' }],
    ['no digest', 'hello', { kind: 'unchecked' }],
  ] as const)('compares with %s', async ([, expected, headline]) => {
    const found = await review(request(annotation, { expected }));
    expect(found.headline).toMatchObject(headline);
    expect(found.subject?.expectedFrom).toBe('given');
  });

  test('takes the digest that stands in the paste', async () => {
    const found = await review(request(`expected ${digest}\n${annotationKey}: ${annotation}\n`));
    expect(found).toMatchObject({ headline: { kind: 'matches' }, subject: { expectedFrom: 'paste' } });
  });

  test('says it in one paragraph whose parts lead to what they speak of', async () => {
    const found = await review(request(pod(annotation)));
    expect(paragraph(found)).toContain('AA and CDH both point to https://kbs.example.com.');
    expect(paragraph(found)).toContain(
      'always start containers and read output and logs; never run commands inside (exec)',
    );
    const url = found.sentence.find(({ text }) => text === 'https://kbs.example.com');
    expect(url).toMatchObject({ quoted: true, evidence: { kind: 'text', source: 'entry:aa.toml' } });
    const aa = found.subject?.document?.files[0]?.text ?? '';
    const span = url?.evidence?.kind === 'text' ? url.evidence.span : undefined;
    expect(aa.slice(span?.from, span?.to)).toBe('"https://kbs.example.com"');
    for (const { evidence } of found.sentence) {
      if (evidence?.kind === 'finding') expect(found.subject?.findings[evidence.index]).toBeDefined();
      if (evidence?.kind === 'layer') expect(found.subject?.layers[evidence.index]).toBeDefined();
      if (evidence?.kind === 'request')
        expect(found.subject?.document?.policy?.rows.map(({ name }) => name)).toContain(evidence.name);
    }
  });

  test('says of a document that nobody reads neither what is measured nor that a policy is missing', async () => {
    const found = await review(request(document.slice(0, document.indexOf('default Exec'))));
    expect(paragraph(found)).toContain('Its text is not TOML that anybody reads');
    expect(paragraph(found)).not.toMatch(/measured with|brings no policy/);
    expect(paragraph(found)).toContain('https://kbs.example.com');
  });

  test('several annotations wait for a choice', async () => {
    const two = `${pod(annotation, 'a')}---\n${pod(annotation, 'b')}`;
    const found = await review(request(two));
    expect(found).toMatchObject({ headline: { kind: 'choose' }, chosen: undefined });
    expect(found.subject).toBeUndefined();
    expect(found.choices).toMatchObject([
      { label: 'Pod/a', path: 'metadata.annotations', digest },
      { label: 'Pod/b', digest, sameAs: 0 },
    ]);
    const chosen = await review(request(two, { choice: 1 }));
    expect(chosen).toMatchObject({ chosen: 1, headline: { kind: 'unchecked' } });
    expect(two.slice(chosen.choices[1]?.span?.from, chosen.choices[1]?.span?.to)).toBe(annotation);
  });

  test.for([
    ['without its last equals sign', annotation.replace(/=+$/, ''), 'base64'],
    ['in typographic quotes', `“${annotation}”`, 'base64'],
    ['URL-safe', annotation.replaceAll('+', '-').replaceAll('/', '_'), 'base64'],
    ['with a space', `${annotation.slice(0, 40)} ${annotation.slice(40)}`, 'base64'],
    ['plain TOML', Buffer.from(document).toString('base64'), 'base64'],
    ['encoded twice', Buffer.from(annotation).toString('base64'), 'base64'],
  ] as const)('offers a repaired copy of a value %s and never uses it', async ([, value, broken]) => {
    const line = `${annotationKey}: ${JSON.stringify(value)}`;
    const found = await review(request(line, { expected: digest }));
    const { subject } = found;
    if (value === annotation) return;
    expect(subject?.layers.at(-1)).toMatchObject({ kind: broken, state: 'broken' });
    expect(subject?.layers.at(-1)?.verdicts.length).toBeGreaterThan(0);
    expect(subject?.document).toBeUndefined();
    expect(subject?.comparison).toMatchObject({ kind: 'unchecked', reason: 'no-document' });
    expect(found.headline.kind).toBe('unchecked');
    expect(subject?.repaired).toMatchObject({ digest, comparison: { kind: 'matches' } });
    const repaired = await review(request(line, { expected: digest, repaired: true }));
    expect(repaired.subject).toMatchObject({ isRepaired: true, comparison: { kind: 'matches' } });
    expect(repaired.headline.text).toContain('repaired copy');
    expect(paragraph(repaired)).toMatch(/^A repaired copy, not what was pasted: /);
  });

  test('two members are two documents for two hosts', async () => {
    const both = Buffer.concat([gzip, encodeAnnotation(encodeUtf8('# more\n'), 'fast').gzip]).toString(
      'base64',
    );
    const { subject } = await review(request(`${annotationKey}: ${both}`));
    expect(subject?.layers.find(({ kind }) => kind === 'gzip')).toMatchObject({ state: 'disputed' });
    expect(subject?.outcomes.slice(0, 2)).toMatchObject([
      { consumer: 'go', note: 'reads all members as one document' },
      { consumer: 'runtime-rs', note: 'reads only the first member' },
    ]);
    expect(subject?.repaired).toBeUndefined();
    const joined = createHash('sha384').update(`${document}# more\n`).digest('hex');
    const facts = subject?.layers.find(({ kind }) => kind === 'gzip')?.facts ?? [];
    expect(facts.find(({ name }) => name === 'the Go runtime reads')?.value).toContain(joined);
  });

  test('a value where nobody looks is read by nobody', async () => {
    const old = pod(annotation).replace('.hypervisor.', '.runtime.');
    const { subject } = await review(request(old));
    expect(subject?.outcomes.slice(0, 3).map(({ outcome }) => outcome)).toEqual([
      'ignores',
      'ignores',
      'not-reached',
    ]);
    expect(subject?.layers[0]).toMatchObject({ kind: 'carrier', state: 'disputed' });
  });

  test('a zip of ours holds the document and its annotation', async () => {
    const zip = zipSync({ 'initdata.toml': encodeUtf8(document), 'annotation.txt': encodeUtf8(annotation) });
    const { choices } = await review(request(zip));
    expect(choices[0]).toMatchObject({ kind: 'document', label: 'initdata.toml' });
    for (const choice of choices.keys()) {
      const chosen = await review(request(zip, { choice, expected: digest }));
      expect(chosen.headline.kind).toBe('matches');
    }
  });

  test('a lone policy has no digest to compare', async () => {
    const found = await review(request('package agent_policy\n\ndefault ExecProcessRequest := true\n'));
    expect(found.subject?.document).toMatchObject({ of: 'entry', policy: { state: 'loads' } });
    expect(paragraph(found)).toContain('always run commands inside (exec)');
  });

  test('a headline is the same whether all is asked for or not', async () => {
    for (const expected of ['', digest, 'ab'.repeat(48)]) {
      const [quick, full] = await Promise.all([
        review(request(annotation, { expected, depth: 'headline' })),
        review(request(annotation, { expected })),
      ]);
      expect(quick.headline).toEqual(full.headline);
      expect(quick.subject?.layers.map(({ title }) => title)).toEqual(
        full.subject?.layers.map(({ title }) => title),
      );
    }
  });
});

describe('over plain http, where nothing can be hashed', () => {
  afterEach(() => vi.unstubAllGlobals());

  test.for([annotation, pod(annotation), document, `${pod(annotation, 'a')}---\n${pod(annotation, 'b')}`])(
    'a review says so and goes on: %#',
    async (paste) => {
      vi.stubGlobal('crypto', {});
      const found = await review(request(paste, { expected: digest, choice: 0 }));
      expect(found.headline).toEqual({
        kind: 'unchecked',
        text: 'Not checked: this page may not hash over plain http.',
      });
      expect(found.subject?.document).toMatchObject({
        digests: { kind: 'unavailable' },
        binding: { kind: 'undecided' },
      });
      expect(found.subject?.document?.files).toHaveLength(3);
    },
  );
});

/** Our own words: what is quoted is the document's. */
function ownWords({ headline, sentence }: Review): string {
  const own = sentence.filter(({ quoted }) => !quoted).map(({ text }) => text);
  return [headline.text, headline.detail ?? '', ...own].join(' ');
}

const promises = /\b(?:valid|verified|safe|secure)\b/i;

const shared = new URL('../../../../shared/', import.meta.url);
const corpus = existsSync(shared)
  ? ['annotations', 'documents', 'manifests', 'aa', 'cdh', 'images'].flatMap((folder) => {
      const at = new URL(`corpus/${folder}/`, shared);
      return readdirSync(at)
        .filter((file) => !file.endsWith('.json'))
        .map((file) => ({
          name: `${folder}/${file}`,
          bytes: new Uint8Array(readFileSync(new URL(file, at))),
        }));
    })
  : [];
announce(
  corpus.length > 0
    ? `reviews: ${corpus.length} files of the corpus`
    : 'reviews: all files of the corpus are skipped, ../shared is not here',
);

describe('nothing is promised where nothing was compared', () => {
  const own = [
    { name: 'a document', bytes: encodeUtf8(document) },
    { name: 'a broken one', bytes: encodeUtf8(document.slice(0, -20)) },
    { name: 'a pod', bytes: encodeUtf8(pod(annotation)) },
    { name: 'prose', bytes: encodeUtf8('This is valid, verified, safe and secure.') },
    { name: 'an old key', bytes: encodeUtf8(pod(annotation).replace('.hypervisor.', '.runtime.')) },
    { name: 'a broken pod', bytes: encodeUtf8(`${pod(annotation)}\t x: : y\n`) },
    {
      name: 'a token',
      bytes: encodeUtf8(
        `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from('{"a":1}').toString('base64url')}.`,
      ),
    },
    { name: 'nothing', bytes: encodeUtf8('') },
  ];
  const isClaim = ({ text, tone, quoted }: Review['sentence'][number]): boolean =>
    (tone !== 'plain' || quoted) && text.trim() !== '';

  test.for([...own, ...corpus])('$name: every claim leads to what shows it', async ({ bytes }) => {
    for (const choice of [undefined, 0]) {
      const found = await review(request(bytes, choice === undefined ? {} : { choice }));
      expect(found.sentence.filter((part) => isClaim(part) && part.evidence === undefined)).toEqual([]);
    }
  });

  test.for([...own, ...corpus])('$name', async ({ bytes }) => {
    const found = await review(request(bytes));
    const several = found.choices.length > 1 ? await review(request(bytes, { choice: 0 })) : found;
    for (const one of [found, several]) {
      expect(['unchecked', 'choose', 'nothing']).toContain(one.headline.kind);
      expect(ownWords(one)).not.toMatch(promises);
    }
  });
});

describe('published samples', () => {
  const sample = (name: string): Uint8Array =>
    corpus.find((file) => file.name === name)?.bytes ?? new Uint8Array();
  const published =
    '52af3178dd7ad4bf551e629b84b45bfd1fbe1434b980120267181ae3575ea20ca9013b8eadf31d27eed7ff2552d500ef';

  test.skipIf(corpus.length === 0)('the annotation that lacks an equals sign', async () => {
    const found = await review(request(sample('annotations/caa-docs-initdata-pod.b64')));
    expect(found.subject?.findings).toMatchObject([{ code: 'annotation/padding' }]);
    expect(found.subject?.layers).toMatchObject([{ kind: 'base64', state: 'broken' }]);
    expect(found.subject?.repaired?.repairs).toEqual(['Added the missing "=" at the end.']);
  });

  test.skipIf(corpus.length === 0)('the digest that is off by one newline', async () => {
    const found = await review(
      request(sample('annotations/caa-docs-initdata-global.b64'), { expected: published }),
    );
    expect(found.headline.detail).toContain('without its final newline');
    expect(found.subject?.comparison).toMatchObject({
      kind: 'differs',
      explanation: {
        hashed: { kind: 'edited', edits: ['remove-final-newline'] },
        form: 'whole',
        algorithm: 'sha384',
      },
    });
  });

  test.skipIf(corpus.length === 0)('the digest of the base64 text', async () => {
    const expected =
      '14980c75860de9adcba2e0e494fc612f0f4fe3d86f5dc8e238a3255acfdf43bf82b9ccfc21da95d639ff0c98cc15e05e';
    const found = await review(
      request(sample('annotations/caa-legacy-plain-b64-docs-bf3d5f63.b64'), { expected }),
    );
    expect(found.headline.kind).toBe('differs');
    expect(found.headline.detail).toContain('base64 text');
  });

  test.skipIf(corpus.length === 0)('the wrapped base64 of the how-to', async () => {
    const bare = await review(request(sample('annotations/kata-docs-agent-policy-howto-wrapped.b64')));
    expect(bare.subject?.layers[0]).toMatchObject({ kind: 'base64', state: 'disputed' });
    expect(bare.subject?.outcomes).toMatchObject([
      { consumer: 'go', outcome: 'accepts' },
      { consumer: 'runtime-rs', outcome: 'panics' },
      { consumer: 'agent', outcome: 'accepts', note: 'only where the Go runtime is the host' },
      {},
      {},
      {},
      {},
      {},
    ]);
    const manifest = await review(request(sample('manifests/kata-docs-policy-pod-wrapped-base64.yaml')));
    expect(manifest.choices).toMatchObject([
      { status: 'recovered', effective: false, reason: 'broken YAML' },
    ]);
  });
});
