import type { RecordedFormat } from '#core/testing/recorded.ts';
export const regorusFormat: RecordedFormat = { name: 'regorus', recognises: () => false, run: () => [] };
