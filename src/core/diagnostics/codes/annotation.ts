import type { Catalogue } from '../entry.ts';

const goHost = 'kata-containers: src/runtime/pkg/oci/utils.go (addHypervisorInitdataOverrides)';
const rustHost = 'kata-containers: src/libs/kata-types/src/initdata.rs (decode_raw_initdata)';
const agentReader = 'kata-containers: src/agent/src/initdata.rs (read_initdata)';
const gzipFormat = 'https://www.rfc-editor.org/rfc/rfc1952';
const peerPods = 'cloud-api-adaptor: pkg/initdata/initdata.go';

/** Findings of an annotation value, layer by layer, and of a disk image. */
export const annotationCodes = {
  'annotation/empty': {
    severity: 'warning',
    title: 'Empty annotation',
    why: 'Both host runtimes take it as no Init-Data and start the pod without any.',
    reference: goHost,
  },
  'annotation/placeholder': {
    severity: 'error',
    title: 'Placeholder instead of a value',
    why: 'It stands for a value in a guide or a template and decodes to nothing.',
    reference: rustHost,
  },
  'annotation/foreign-character': {
    severity: 'error',
    title: 'Character that base64 does not have',
    why: 'runtime-rs panics on it and the pod fails without a readable message; the Go runtime stops at it.',
    reference: rustHost,
  },
  'annotation/white-space': {
    severity: 'error',
    title: 'White space in the value',
    why: 'runtime-rs panics on any white space, while the Go runtime skips line breaks.',
    reference: rustHost,
  },
  'annotation/url-safe-alphabet': {
    severity: 'error',
    title: 'URL-safe base64',
    why: 'Every reader wants the standard alphabet, with + and /.',
    reference: rustHost,
  },
  'annotation/padding': {
    severity: 'error',
    title: 'Wrong padding',
    why: 'Browsers and some tools forgive it; no reader of Init-Data does.',
    reference: rustHost,
  },
  'annotation/non-canonical-bits': {
    severity: 'error',
    title: 'Bits behind the last byte are not zero',
    why: 'runtime-rs panics on them, all others ignore them.',
    reference: rustHost,
  },
  'annotation/base64-twice': {
    severity: 'error',
    title: 'Encoded with base64 twice',
    why: 'Every reader expects gzip behind one base64 and refuses the value.',
    reference: goHost,
  },
  'annotation/plain-text': {
    severity: 'error',
    title: 'Not compressed',
    why: 'Readers since Kata 3.16 and cloud-api-adaptor v0.14 expect gzip and refuse plain text.',
    reference: peerPods,
  },
  'annotation/agent-policy': {
    severity: 'error',
    title: 'An agent policy, not Init-Data',
    why: 'It belongs to the older agent.policy annotation; as Init-Data every reader refuses it.',
    reference: goHost,
  },
  'annotation/disk-image': {
    severity: 'error',
    title: 'A disk image',
    why: 'The host makes the image itself and expects the gzip stream alone in the annotation.',
    reference: goHost,
  },
  'annotation/other-compression': {
    severity: 'error',
    title: 'Compressed, but not with gzip',
    why: 'Every reader expects the gzip container and refuses others.',
    reference: goHost,
  },
  'annotation/not-gzip': {
    severity: 'error',
    title: 'Not gzip',
    why: 'Every reader expects gzip behind the base64 and refuses the value.',
    reference: goHost,
  },
  'annotation/gzip-method': {
    severity: 'error',
    title: 'Unknown compression method',
    reference: gzipFormat,
  },
  'annotation/gzip-truncated': {
    severity: 'error',
    title: 'Compressed data is cut short',
    why: 'A part of the value was lost when it was copied; no reader accepts it.',
    reference: gzipFormat,
  },
  'annotation/gzip-corrupt': {
    severity: 'error',
    title: 'Compressed data is damaged',
    why: 'No reader can restore the document.',
    reference: gzipFormat,
  },
  'annotation/gzip-checksum': {
    severity: 'error',
    title: 'Checksum or size does not match',
    why: 'The document is not what was compressed; every reader refuses it.',
    reference: gzipFormat,
  },
  'annotation/gzip-header-checksum': {
    severity: 'error',
    title: 'Checksum of the header does not match',
    why: 'The readers check it although it is rarely written.',
    reference: gzipFormat,
  },
  'annotation/gzip-reserved-flags': {
    severity: 'error',
    title: 'Reserved header flags are set',
    why: 'runtime-rs panics on them, the others ignore them.',
    reference: gzipFormat,
  },
  'annotation/gzip-members': {
    severity: 'error',
    title: 'More than one gzip member',
    why: 'The Go runtime joins all members and runtime-rs reads the first: two hosts measure two documents.',
    reference: goHost,
  },
  'annotation/trailing-bytes': {
    severity: 'error',
    title: 'Bytes behind the compressed data',
    why: 'runtime-rs ignores them, the Go runtime refuses the value.',
    reference: goHost,
  },
  'annotation/too-long': {
    severity: 'error',
    title: 'Inflates to more than 16 MiB',
    why: 'We stop there, as a small value can claim any size; no working document is that long.',
    reference: agentReader,
  },
  'annotation/empty-document': {
    severity: 'error',
    title: 'The document is empty',
    why: 'The Go runtime panics on it; runtime-rs starts the pod without Init-Data.',
    reference: goHost,
  },
  'annotation/not-utf8': {
    severity: 'error',
    title: 'The document is not UTF-8',
    why: 'runtime-rs panics on it and every TOML parser refuses it.',
    reference: rustHost,
  },
  'annotation/image-not-detected': {
    severity: 'error',
    title: 'Not an Init-Data disk image',
    why: 'The agent skips a device without the magic bytes, and the guest starts without Init-Data.',
    reference: agentReader,
  },
  'annotation/image-length': {
    severity: 'error',
    title: 'Length field does not fit the image',
    why: 'The agent reads exactly that many bytes and aborts when they are not there.',
    reference: agentReader,
  },
  'annotation/image-stream': {
    severity: 'error',
    title: 'The stream in the image cannot be read',
    why: 'The agent aborts its start on any error, so the pod never becomes ready.',
    reference: agentReader,
  },
  'annotation/image-rest': {
    severity: 'warning',
    title: 'More bytes than the stream',
    why: 'The agent does not look at them; no writer of these images makes them.',
    reference: agentReader,
  },
} as const satisfies Catalogue;
