/** The machine that a measurement was made on, in one line for a report. */
import { cpus, totalmem } from 'node:os';

/** @returns {string} such as `Node 20.20.2, linux x64, 2 cores (…), 24 GB` */
export function machine() {
  const processors = cpus();
  const model = processors[0]?.model.trim() ?? 'unknown processor';
  const memory = `${(totalmem() / 1e9).toFixed(0)} GB`;
  return `Node ${process.versions.node}, ${process.platform} ${process.arch}, ${String(processors.length)} cores (${model}), ${memory}`;
}
