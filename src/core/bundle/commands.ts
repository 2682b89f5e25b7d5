/** Shell commands that do what the page does, for those who want to see it done by programs they already trust. */
import { annotationKey } from '#core/annotation/annotation.ts';
import { digestBytes, type Algorithm } from '#core/initdata/algorithm.ts';
import type { PodTemplate } from '#core/manifest/manifest.ts';
import { platformOf, type PlatformId } from '#core/platform/platform.ts';
import { bundleFiles } from './names.ts';
import { shellFile, shellWord, sumProgram } from './shell.ts';

export interface ShellCommand {
  readonly output: 'digest' | 'field' | 'annotation' | 'decode' | 'image' | 'manifest';
  readonly title: string;
  /** Lines for a POSIX shell, in the folder of the files. */
  readonly script: string;
  /** Programs it needs. */
  readonly needs: readonly string[];
  /**
   * How far the result equals the one on the page: `bytes` to the last one, or `document`: another gzip stream of the
   * same document, with the same digest.
   */
  readonly same: 'bytes' | 'document';
}

export interface CommandOptions {
  /** Of the document; without one there is no digest to compute. */
  readonly algorithm?: Algorithm | undefined;
  readonly platform?: PlatformId | undefined;
  /** The pod whose manifest is annotated; without one there is no command for the manifest. */
  readonly pod?: PodTemplate | undefined;
  readonly documentFile?: string | undefined;
  readonly annotationFile?: string | undefined;
  readonly imageFile?: string | undefined;
  readonly manifestFile?: string | undefined;
  /** Where the decoded document goes: never over the one that is there. */
  readonly decodedFile?: string | undefined;
}

/** The commands for every output that the options allow. They use coreutils, gzip, dd and, for the manifest, kubectl. */
export function shellCommands(options: CommandOptions): readonly ShellCommand[] {
  const files: Files = {
    document: shellFile(options.documentFile ?? bundleFiles.document),
    annotation: shellFile(options.annotationFile ?? bundleFiles.annotation),
    image: shellFile(options.imageFile ?? bundleFiles.image),
    manifest: shellFile(options.manifestFile ?? bundleFiles.manifest),
    decoded: shellFile(options.decodedFile ?? 'decoded.toml'),
  };
  return [
    ...digestCommands(options, files),
    {
      output: 'annotation',
      title: 'Annotation',
      script: `gzip -9n < ${files.document} | base64 -w0 > ${files.annotation}`,
      needs: ['gzip', 'base64'],
      same: 'document',
    },
    {
      output: 'decode',
      title: 'Document from the annotation',
      script: `base64 -d < ${files.annotation} | gunzip > ${files.decoded}`,
      needs: ['base64', 'gunzip'],
      same: 'bytes',
    },
    imageCommand(files),
    ...(options.pod === undefined ? [] : manifestCommand(options.pod, files)),
  ];
}

type Files = Readonly<Record<'document' | 'annotation' | 'image' | 'manifest' | 'decoded', string>>;

function digestCommands({ algorithm, platform }: CommandOptions, files: Files): readonly ShellCommand[] {
  if (algorithm === undefined) return [];
  const sum = sumProgram[algorithm];
  const digest: ShellCommand = {
    output: 'digest',
    title: `Digest (${algorithm})`,
    script: `${sum} < ${files.document} | cut -d ' ' -f 1`,
    needs: [sum, 'cut'],
    same: 'bytes',
  };
  const binding = platform === undefined ? undefined : platformOf(platform).binding;
  if (binding === undefined || binding.kind === 'none') return [digest];
  const digits = digestBytes[algorithm] * 2;
  if (binding.kind === 'pcr8') {
    return [
      digest,
      {
        output: 'field',
        title: 'PCR 8',
        script: `{ head -c 32 /dev/zero; ${sum} < ${files.document} | cut -c 1-64 | tr a-f A-F | basenc --base16 -d; } | sha256sum | cut -d ' ' -f 1`,
        needs: [sum, 'head', 'cut', 'tr', 'basenc', 'sha256sum'],
        same: 'bytes',
      },
    ];
  }
  const zeros = binding.bytes * 2 - digits;
  return [
    digest,
    {
      output: 'field',
      title: binding.field,
      script:
        zeros > 0
          ? `printf '%s%0${zeros}d\\n' "$(${sum} < ${files.document} | cut -c 1-${digits})" 0`
          : `${sum} < ${files.document} | cut -c 1-${binding.bytes * 2}`,
      needs: [sum, 'cut'],
      same: 'bytes',
    },
  ];
}

/** The gzip stream is taken from the annotation, so that the image comes out the same to the last byte. */
function imageCommand({ annotation, image }: Files): ShellCommand {
  const octets = [0, 8, 16, 24, 32, 40, 48, 56].map((shift) => `$((n >> ${shift} & 255))`).join(' ');
  return {
    output: 'image',
    title: 'Disk image',
    script: [
      `n=$(base64 -d < ${annotation} | wc -c)`,
      `{ printf initdata; for b in ${octets}; do printf "\\\\$(printf %03o "$b")"; done; base64 -d < ${annotation}; } > ${image}`,
      `dd if=/dev/null of=${image} bs=1 count=0 seek=$(((16 + n + 511) / 512 * 512)) 2> /dev/null`,
    ].join('\n'),
    needs: ['base64', 'wc', 'dd'],
    same: 'bytes',
  };
}

/** `kubectl patch --local` reads and writes files only; it reaches no cluster, but writes the YAML anew. */
function manifestCommand({ path, label }: PodTemplate, files: Files): readonly ShellCommand[] {
  if (path.some((step) => typeof step === 'number')) return [];
  const keys = [...path.map(String), 'metadata', 'annotations'];
  const open = keys.map((key) => `{${JSON.stringify(key)}:`).join('');
  const before = shellWord(`${open}{${JSON.stringify(annotationKey)}:"`);
  const after = shellWord(`"}${'}'.repeat(keys.length)}`);
  return [
    {
      output: 'manifest',
      title: `Annotation into ${label}`,
      script: `kubectl patch --local -f ${files.manifest} --type merge -o yaml -p ${before}"$(cat ${files.annotation})"${after}`,
      needs: ['kubectl', 'cat'],
      same: 'document',
    },
  ];
}
