/** Everything in a paste that can be reviewed, and what stands around it. */
import type { Carrier, FoundDigest, FoundDocument } from './found.ts';
import type { FoundAnnotation, Recognition } from './recognition.ts';

export interface Survey {
  readonly recognition: Recognition;
  /** Outermost first. */
  readonly carriers: readonly Carrier[];
  readonly annotations: readonly FoundAnnotation[];
  readonly documents: readonly FoundDocument[];
  readonly digests: readonly FoundDigest[];
}

/** Puts what a recognition holds under the same names for every kind. */
export function surveyOf(recognition: Recognition): Survey {
  return {
    recognition,
    carriers: carriersOf(recognition),
    annotations: 'annotations' in recognition ? recognition.annotations : [],
    documents: 'documents' in recognition ? (recognition.documents ?? []) : [],
    digests: digestsOf(recognition),
  };
}

function carriersOf(recognition: Recognition): readonly Carrier[] {
  switch (recognition.kind) {
    case 'carried':
      return recognition.carriers;
    case 'manifest':
      return recognition.kinds.includes('ConfigMap') && recognition.annotations.every(isDefault)
        ? ['manifest', 'configmap']
        : ['manifest'];
    case 'annotation-lines':
      return [recognition.syntax === 'other' ? 'prose' : recognition.syntax];
    case 'gzip':
      return recognition.writtenIn === 'hex' ? ['hex'] : [];
    case 'digest':
      return recognition.span === undefined ? [] : ['command-line'];
    case 'token':
      return ['token'];
    case 'empty':
    case 'document':
    case 'agent-policy':
    case 'other-rego':
    case 'aa.toml':
    case 'cdh.toml':
    case 'annotation-value':
    case 'image':
    case 'bundle':
    case 'other-zip':
    case 'certificate':
    case 'private-key':
    case 'requests':
    case 'text':
    case 'binary':
      return [];
  }
}

function isDefault({ keyClass }: FoundAnnotation): boolean {
  return keyClass === 'peer-pods-default';
}

function digestsOf(recognition: Recognition): readonly FoundDigest[] {
  if (recognition.kind === 'digest') {
    const { written, hex, encoding, length, zeroTail, label, span } = recognition;
    return [
      {
        written,
        hex,
        encoding,
        bytes: length,
        zeroTail,
        ...(label === undefined ? {} : { label }),
        ...(span === undefined ? {} : { span }),
      },
    ];
  }
  return 'digests' in recognition ? (recognition.digests ?? []) : [];
}
