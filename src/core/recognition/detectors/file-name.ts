/** When content says nothing: the file name. */
import type { Detector, Recognition } from '../recognition.ts';

export const fileNameDetector: Detector = {
  name: 'file-name',
  detect: ({ text, bytes, name }): Recognition | undefined => {
    if (text === undefined || name === '') return undefined;
    const guess = { confidence: 'guess', evidence: `Only its name, ${name}, says so.` } as const;
    if (/^aa[.\w-]*\.toml$/.test(name)) return { kind: 'aa.toml', text, ...guess };
    if (/^cdh[.\w-]*\.toml$/.test(name)) return { kind: 'cdh.toml', text, ...guess };
    if (name.endsWith('.rego')) return { kind: 'agent-policy', text, ...guess };
    if (/init-?_?data[.\w-]*\.toml$/.test(name)) return { kind: 'document', bytes, broken: true, ...guess };
    return undefined;
  },
};
