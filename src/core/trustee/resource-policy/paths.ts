/** Resource paths as people write them: `repository/type/tag`, with `*` for any part. */
import type { PathPart, ResourcePath } from './generate.ts';

export interface PathReading {
  readonly paths: readonly ResourcePath[];
  /** Lines that are no path, counted from 1. */
  readonly unread: readonly { readonly line: number; readonly text: string }[];
}

/** Reads one path a line; empty lines are left out. `kbs:///` before a path is taken off. Never throws. */
export function pathsFrom(text: string): PathReading {
  const paths: ResourcePath[] = [];
  const unread: { readonly line: number; readonly text: string }[] = [];
  for (const [index, written] of text.split('\n').entries()) {
    const line = written.trim();
    if (line === '') continue;
    const path = pathIn(line);
    if (path === undefined) unread.push({ line: index + 1, text: line });
    else paths.push(path);
  }
  return { paths, unread };
}

function pathIn(line: string): ResourcePath | undefined {
  const parts = partsOf(line);
  const [repository, type, tag] = parts;
  if (parts.length !== 3 || repository === undefined || type === undefined || tag === undefined) {
    return undefined;
  }
  if (parts.some((part) => part === '' || /\s/.test(part))) return undefined;
  return { repository: partIn(repository), type: partIn(type), tag: partIn(tag) };
}

/** The parts of one path, however many there are. */
export function partsOf(path: string): readonly string[] {
  return path
    .trim()
    .replace(/^kbs:\/\/[^/]*\//, '')
    .replace(/^\/+|\/+$/g, '')
    .split('/');
}

function partIn(part: string): PathPart {
  return part === '*' ? undefined : part;
}
