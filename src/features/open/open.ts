/** Opening, loaded when first used: telling what a thing is takes parsers that the page does not need to start. */
export async function openFiles(files: readonly File[]): Promise<void> {
  await (await import('./carry-out.ts')).openFiles(files);
}

export async function openText(text: string): Promise<void> {
  await (await import('./carry-out.ts')).openText(text);
}
