/** The detectors, surest signatures first: of two equally confident ones the earlier wins. */
import { annotationLinesDetector } from './detectors/annotation-lines.ts';
import { annotationValueDetector } from './detectors/annotation-value.ts';
import { gzipDetector, imageDetector } from './detectors/binary.ts';
import { commandLineDetector } from './detectors/command-line.ts';
import { describeDetector } from './detectors/describe.ts';
import { diffDetector } from './detectors/diff.ts';
import { digestDetector } from './detectors/digest.ts';
import { documentDetector } from './detectors/document.ts';
import { fileNameDetector } from './detectors/file-name.ts';
import { guestConfigDetector } from './detectors/guest-config.ts';
import { hexBytesDetector } from './detectors/hex-bytes.ts';
import { jsonPatchDetector } from './detectors/json-patch.ts';
import { kbsRequestDetector } from './detectors/kbs-request.ts';
import { kustomizeDetector } from './detectors/kustomize.ts';
import { manifestDetector } from './detectors/manifest.ts';
import { otherValueDetector } from './detectors/other-value.ts';
import { pemDetector } from './detectors/pem.ts';
import { regoDetector } from './detectors/rego.ts';
import { requestsDetector } from './detectors/requests.ts';
import { shellDetector } from './detectors/shell.ts';
import { tokenDetector } from './detectors/token.ts';
import { zipDetector } from './detectors/zip.ts';
import type { Detector } from './recognition.ts';

const signatures: readonly Detector[] = [
  imageDetector,
  gzipDetector,
  zipDetector,
  pemDetector,
  annotationValueDetector,
  tokenDetector,
  digestDetector,
  hexBytesDetector,
  requestsDetector,
  kbsRequestDetector,
  documentDetector,
  regoDetector,
];

const carriers: readonly Detector[] = [
  diffDetector,
  describeDetector,
  shellDetector,
  jsonPatchDetector,
  commandLineDetector,
  kustomizeDetector,
  manifestDetector,
  annotationLinesDetector,
  guestConfigDetector,
  fileNameDetector,
  otherValueDetector,
];

/** All detectors; `markdown` is the one that looks into blocks, and not wanted within one. */
export function detectorsWith(markdown: Detector | undefined): readonly Detector[] {
  return [...signatures, ...(markdown === undefined ? [] : [markdown]), ...carriers];
}
