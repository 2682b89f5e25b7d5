/** A part of Monaco that has no types of its own. */
declare module 'monaco-editor/base/common/errors.js' {
  export const errorHandler: { unexpectedErrorHandler: (error: unknown) => void };
}
