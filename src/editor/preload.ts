/**
 * Has the browser fetch and compile Monaco while the page is rendered for the first time, so that it is there when an
 * editor asks for it. It is not run before. The build names its file in the page; without that, nothing happens.
 */
export function preloadMonaco(): void {
  const file = document.querySelector<HTMLMetaElement>('meta[name="studio-editor"]')?.content;
  if (file === undefined) return;
  const link = document.createElement('link');
  link.rel = 'modulepreload';
  link.href = file;
  link.fetchPriority = 'low';
  document.head.append(link);
}
