/**
 * Completion and hover in the document and in its two configuration files, from the same tables that the checks use.
 * Pure functions over text that may be broken, because it is being typed.
 */
import { aaSchema } from '#core/config/schema/aa.ts';
import { cdhSchema } from '#core/config/schema/cdh.ts';
import { configCompletionsAt } from './config-completion.ts';
import { configHoverAt } from './config-hover.ts';
import { initDataCompletionsAt, initDataHoverAt } from './initdata.ts';
import type { Completion, Hover } from './types.ts';

export type AssistKind = 'initdata' | 'aa.toml' | 'cdh.toml';

/** What may be typed at an offset, the likeliest first. Keys and tables that are there already are not offered. */
export function completionsAt(kind: AssistKind, text: string, offset: number): readonly Completion[] {
  switch (kind) {
    case 'initdata':
      return initDataCompletionsAt(text, offset);
    case 'aa.toml':
      return configCompletionsAt(aaSchema, text, offset);
    case 'cdh.toml':
      return configCompletionsAt(cdhSchema, text, offset);
  }
}

/** What is known about the key, table or value at an offset. */
export function hoverAt(kind: AssistKind, text: string, offset: number): Hover | undefined {
  switch (kind) {
    case 'initdata':
      return initDataHoverAt(text, offset);
    case 'aa.toml':
      return configHoverAt(aaSchema, text, offset);
    case 'cdh.toml':
      return configHoverAt(cdhSchema, text, offset);
  }
}
