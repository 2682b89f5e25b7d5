/** The detectors, surest signatures first: of two equally confident ones the earlier wins. */
import { annotationValueDetector } from './detectors/annotation-value.ts';
import { gzipDetector, imageDetector } from './detectors/binary.ts';
import { digestDetector } from './detectors/digest.ts';
import { documentDetector } from './detectors/document.ts';
import { fileNameDetector } from './detectors/file-name.ts';
import { guestConfigDetector } from './detectors/guest-config.ts';
import { manifestDetector } from './detectors/manifest.ts';
import { pemDetector } from './detectors/pem.ts';
import { regoDetector } from './detectors/rego.ts';
import { zipDetector } from './detectors/zip.ts';
import type { Detector } from './recognition.ts';

export const detectors: readonly Detector[] = [
  imageDetector,
  gzipDetector,
  zipDetector,
  pemDetector,
  annotationValueDetector,
  digestDetector,
  documentDetector,
  regoDetector,
  manifestDetector,
  guestConfigDetector,
  fileNameDetector,
];
