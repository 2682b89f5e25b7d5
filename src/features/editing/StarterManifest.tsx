import { starterManifest } from '#core/manifest/starter.ts';
import { preferences } from '#state/preferences.ts';
import { workspace, replaceManifest } from '#state/workspace.ts';
import { Banner } from '#ui/Banner.tsx';
import { Button } from '#ui/Button.tsx';

/** Puts a pod for the chosen platform where there is no manifest yet. */
export function startManifest(): void {
  const { platform } = preferences.getState();
  replaceManifest('Start a manifest', starterManifest({ platform, name: workspace.getState().name }));
}

export function StarterManifest() {
  return (
    <Banner
      tone="note"
      title="No manifest yet"
      actions={
        <Button size="small" onClick={startManifest}>
          Start from a starter manifest
        </Button>
      }
    >
      Paste or type the YAML of your pod, or of anything with a pod template. The annotation is put where it
      belongs; every other line stays as it is.
    </Banner>
  );
}
