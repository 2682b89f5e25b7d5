import { download } from '#ui/download.ts';
import { workspace } from '#state/workspace.ts';

/** Saves the document byte for byte, and the manifest where there is one: works when the rest of the page does not. */
export function saveTexts(): void {
  const { document, manifest } = workspace.getState();
  download('initdata.toml', document.kind === 'text' ? document.text : document.bytes);
  if (manifest !== '') download('manifest.yaml', manifest);
}
