import type { KeySchema, Shape } from '#core/config/schema/schema.ts';

/** Type, default and age of a key in a few words, such as `boolean, default false, since v0.18.0`. */
export function describeKey(key: KeySchema): string {
  const parts = [shapeName(key.shape)];
  if (key.required === true) parts.push('mandatory');
  if (key.default !== undefined) parts.push(`default ${key.default}`);
  if (key.since !== undefined) parts.push(key.since === 'main' ? 'newer than v0.21.0' : `since ${key.since}`);
  return parts.join(', ');
}

function shapeName(shape: Shape): string {
  switch (shape.kind) {
    case 'string':
      return 'string';
    case 'unsigned':
      return 'integer';
    case 'boolean':
      return 'boolean';
    case 'strings':
      return 'list of strings';
    case 'table':
      return 'table';
    case 'tables':
      return 'list of tables';
  }
}
