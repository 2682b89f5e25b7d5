import { describe, expect, test } from 'vitest';
import { algorithms, digestBytes } from '#core/initdata/algorithm.ts';
import { checkPlatform } from './check.ts';
import { checkRuntimeClass } from './check-runtime-class.ts';
import { isPlatformId, platformOf, platforms } from './platform.ts';
import { readRuntimeClass, runtimeClasses, runtimeClassOf } from './runtime-class.ts';

const place = { source: 'initdata', span: { from: 3, to: 7 } } as const;

describe('platforms', () => {
  test.for(platforms)('$id advises an algorithm that raises no finding about its length', (platform) => {
    const codes = checkPlatform({ algorithm: platform.algorithm, platform: platform.id }, place).map(
      ({ code }) => code,
    );
    expect(codes.filter((code) => /digest/.test(code))).toEqual([]);
    if (platform.binding.kind !== 'none') {
      expect(digestBytes[platform.algorithm]).toBe(platform.binding.bytes);
    }
  });

  test.for(platforms)('$id names classes of the table that name it back', ({ id, runtimeClasses: names }) => {
    for (const name of names) expect(runtimeClassOf(name)?.platforms).toContain(id);
  });

  test('an id is told from any other value', () => {
    expect(isPlatformId('tdx')).toBe(true);
    expect([isPlatformId('TDX'), isPlatformId(undefined), isPlatformId('__proto__')]).toEqual([
      false,
      false,
      false,
    ]);
  });
});

describe('checkPlatform', () => {
  test.for([
    { platform: 'tdx', algorithm: 'sha256', codes: ['platform/digest-padded'] },
    { platform: 'tdx', algorithm: 'sha384', codes: [] },
    { platform: 'tdx-gpu', algorithm: 'sha512', codes: ['platform/digest-cut'] },
    { platform: 'snp', algorithm: 'sha384', codes: ['platform/digest-cut'] },
    { platform: 'az-snp-vtpm', algorithm: 'sha384', codes: ['platform/vtpm-digest-length'] },
    { platform: 'tpm', algorithm: 'sha512', codes: ['platform/vtpm-digest-length'] },
    {
      platform: 'peer-pods',
      algorithm: 'sha384',
      codes: ['platform/peer-pod-digest-cut', 'platform/not-compared'],
    },
    { platform: 'peer-pods-aws', algorithm: 'sha256', codes: ['platform/not-compared'] },
    { platform: 'cca', algorithm: 'sha384', codes: ['platform/cca-digest'] },
    { platform: 'cca', algorithm: 'sha512', codes: [] },
    { platform: 'sgx', algorithm: 'sha256', codes: ['platform/digest-padded'] },
    { platform: 'se', algorithm: 'sha384', codes: ['platform/not-bound'] },
    { platform: 'coco-dev', algorithm: 'sha512', codes: ['platform/not-bound'] },
  ] as const)('$platform with $algorithm', ({ platform, algorithm, codes }) => {
    const findings = checkPlatform({ platform, algorithm }, place);
    expect(findings.map(({ code }) => code)).toEqual(codes);
    for (const { span, source } of findings) expect({ span, source }).toEqual(place);
  });

  test('a vTPM platform on kata-remote is a peer pod', () => {
    const facts = { platform: 'az-snp-vtpm', algorithm: 'sha384', runtimeClassName: 'kata-remote' } as const;
    expect(checkPlatform(facts, place).map(({ code }) => code)).toEqual(['platform/peer-pod-digest-cut']);
  });

  test('without an algorithm nothing is said about its length', () => {
    for (const { id } of platforms) {
      expect(checkPlatform({ platform: id }, place).some(({ code }) => /digest/.test(code))).toBe(false);
    }
  });

  test('judges the class where it has a place for it', () => {
    const facts = { platform: 'tdx', algorithm: 'sha384', runtimeClassName: 'kata-qemu' } as const;
    const runtimeClass = { source: 'manifest', span: { from: 1, to: 2 } } as const;
    expect(checkPlatform(facts, place)).toEqual([]);
    expect(checkPlatform(facts, { ...place, runtimeClass })).toMatchObject([
      { code: 'platform/annotation-not-enabled', ...runtimeClass },
    ]);
  });

  test('answers every combination', () => {
    for (const { id } of platforms) {
      for (const algorithm of algorithms) {
        for (const { name } of runtimeClasses) {
          const facts = { platform: id, algorithm, runtimeClassName: name };
          for (const { message } of checkPlatform(facts, { ...place, runtimeClass: place })) {
            expect(message).toMatch(/^\S.*\.$/);
          }
        }
      }
    }
  });
});

describe('checkRuntimeClass', () => {
  test.for([
    { name: 'kata-qemu-tdx', annotated: true, codes: [] },
    { name: 'kata-qemu-snp-runtime-rs', annotated: true, codes: [] },
    { name: 'kata-remote', annotated: true, codes: [] },
    { name: 'kata-qemu-coco-dev-runtime-rs', annotated: true, codes: ['platform/development-class'] },
    { name: 'kata-qemu-sev', annotated: true, codes: ['platform/removed-class'] },
    { name: 'kata-qemu-cca', annotated: true, codes: ['platform/removed-class'] },
    { name: 'kata-cc', annotated: true, codes: ['platform/class-elsewhere'] },
    { name: 'kata-qemu', annotated: true, codes: ['platform/annotation-not-enabled'] },
    { name: 'kata-qemu', annotated: false, codes: ['platform/not-confidential-class'] },
    { name: 'kata-qemu-tdx-debug', annotated: true, codes: ['platform/unknown-class'] },
    {
      name: 'kata-qemu-coco-dev-blue',
      annotated: true,
      codes: ['platform/unknown-class', 'platform/development-class'],
    },
    { name: 'runc', annotated: true, codes: ['platform/unknown-class'] },
    { name: '', annotated: true, codes: ['platform/unknown-class'] },
  ])('$name, annotated: $annotated', ({ name, annotated, codes }) => {
    expect(checkRuntimeClass(name, place, annotated).map(({ code }) => code)).toEqual(codes);
  });

  test.for([
    { name: 'kata-qemu', consumer: 'go', outcome: 'rejects' },
    { name: 'kata-clh-runtime-rs', consumer: 'runtime-rs', outcome: 'ignores' },
  ])('says what $consumer does on $name', ({ name, consumer, outcome }) => {
    expect(checkRuntimeClass(name, place, true)[0]?.consumers).toMatchObject([{ consumer, outcome }]);
  });
});

describe('the table of classes', () => {
  test('names are unique', () => {
    expect(new Set(runtimeClasses.map(({ name }) => name)).size).toBe(runtimeClasses.length);
  });

  test.for(runtimeClasses)(
    '$name names platforms that exist',
    ({ platforms: ids, status, annotationEnabled }) => {
      for (const id of ids) expect(platformOf(id).id).toBe(id);
      if (status.kind === 'current') expect(annotationEnabled).toBe('yes');
    },
  );

  test('only the NVIDIA classes of runtime-rs ignore kernel parameters', () => {
    expect(
      runtimeClasses.filter(({ kernelParams }) => kernelParams === 'no').map(({ name }) => name),
    ).toEqual(['kata-qemu-nvidia-gpu-snp-runtime-rs', 'kata-qemu-nvidia-gpu-tdx-runtime-rs']);
  });

  test('a suffix is cut from the longest name', () => {
    expect(readRuntimeClass('kata-qemu-nvidia-gpu-tdx-x')).toMatchObject({
      kind: 'suffixed',
      suffix: '-x',
      runtimeClass: { name: 'kata-qemu-nvidia-gpu-tdx' },
    });
  });
});
