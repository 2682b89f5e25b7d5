import type { DiagnosticCode } from '#core/diagnostics/catalogue.ts';

/**
 * Forms of keys and tokens that tell themselves by a fixed beginning. Every pattern starts with literal text and has
 * only bounded or single-class repetitions, so that a scan is linear in the text.
 */
export interface SecretPattern {
  readonly code: DiagnosticCode;
  /** What it is, for the sentence. */
  readonly name: string;
  /** One of these is in every match: a text without them need not be searched. */
  readonly marks: readonly string[];
  /** With the flag g. */
  readonly pattern: RegExp;
}

export const secretPatterns: readonly SecretPattern[] = [
  {
    code: 'secret/cloud-key',
    name: 'an AWS access key id',
    marks: ['AKIA', 'ASIA', 'ABIA', 'ACCA'],
    pattern: /\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}\b/g,
  },
  {
    code: 'secret/cloud-key',
    name: 'a Google API key',
    marks: ['AIza'],
    pattern: /\bAIza[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])/g,
  },
  {
    code: 'secret/token',
    name: 'a Google OAuth secret or token',
    marks: ['GOCSPX-', 'ya29.'],
    pattern: /\b(?:GOCSPX-|ya29\.)[A-Za-z0-9_-]{20,256}/g,
  },
  {
    code: 'secret/token',
    name: 'a GitHub token',
    marks: ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_'],
    pattern: /\bgh[pousr]_[A-Za-z0-9]{36,255}\b/g,
  },
  {
    code: 'secret/token',
    name: 'a GitHub token',
    marks: ['github_pat_'],
    pattern: /\bgithub_pat_[A-Za-z0-9_]{22,255}\b/g,
  },
  {
    code: 'secret/token',
    name: 'a GitLab token',
    marks: ['glpat-', 'gldt-', 'glrt-', 'glcbt-', 'glptt-', 'glft-', 'glsoat-', 'glagent-', 'gloas-'],
    pattern: /\bgl(?:pat|dt|rt|cbt|ptt|ft|soat|agent|oas)-[A-Za-z0-9_-]{20,64}/g,
  },
  {
    code: 'secret/token',
    name: 'a Slack token',
    marks: ['xox'],
    pattern: /\bxox[abeoprs]-[A-Za-z0-9-]{10,250}/g,
  },
  {
    code: 'secret/token',
    name: 'a Slack webhook',
    marks: ['hooks.slack.com'],
    pattern: /https:\/\/hooks\.slack\.com\/services\/[A-Za-z0-9/]{20,100}/g,
  },
  {
    code: 'secret/token',
    name: 'a Hugging Face token',
    marks: ['hf_'],
    pattern: /\bhf_[A-Za-z0-9]{30,64}\b/g,
  },
  {
    code: 'secret/token',
    name: 'an NVIDIA API key',
    marks: ['nvapi-'],
    pattern: /\bnvapi-[A-Za-z0-9_-]{40,128}/g,
  },
  {
    code: 'secret/jwt',
    name: 'a JSON Web Token',
    marks: ['eyJ'],
    pattern: /\beyJ[A-Za-z0-9_-]{8,16384}\.eyJ[A-Za-z0-9_-]{2,65536}\.[A-Za-z0-9_-]{10,16384}/g,
  },
];
