/** Every code that a finding can carry. One file per family, so that a code is found where its family lives. */
import { annotationCodes } from './codes/annotation.ts';
import { certificateCodes } from './codes/certificate.ts';
import { configCodes } from './codes/config.ts';
import { crossCodes } from './codes/cross.ts';
import { initdataCodes } from './codes/initdata.ts';
import { manifestCodes } from './codes/manifest.ts';
import { measurementCodes } from './codes/measurement.ts';
import { platformCodes } from './codes/platform.ts';
import { policyCodes } from './codes/policy.ts';
import { policyMadeCodes } from './codes/policy-made.ts';
import { regoCodes } from './codes/rego.ts';
import { secretCodes } from './codes/secret.ts';
import { sizeCodes } from './codes/size.ts';
import { tomlCodes } from './codes/toml.ts';
import { trusteeCodes } from './codes/trustee.ts';

export const catalogue = {
  ...initdataCodes,
  ...annotationCodes,
  ...configCodes,
  ...crossCodes,
  ...certificateCodes,
  ...regoCodes,
  ...policyCodes,
  ...policyMadeCodes,
  ...secretCodes,
  ...platformCodes,
  ...manifestCodes,
  ...sizeCodes,
  ...tomlCodes,
  ...measurementCodes,
  ...trusteeCodes,
} as const;

export type DiagnosticCode = keyof typeof catalogue;
