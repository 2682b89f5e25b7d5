import { webCryptoAvailable } from '#core/initdata/digest.ts';
import { analysisStore, areOutputsStale } from '#state/analysis.ts';
import { announce } from '#state/announcer.ts';
import { workspace } from '#state/workspace.ts';
import type { Command } from '../palette/command.ts';
import { save, saveBundle, saveImage, savings } from './savings.ts';

const section = 'Save and copy';

const hasOutputs = () => !areOutputsStale(analysisStore.getState(), workspace.getState());

function saveById(id: string): void {
  const saving = savings().find((candidate) => candidate.id === id);
  if (saving?.content === undefined) announce(`Not saved: ${saving?.missing ?? 'it is not there'}`);
  else save(saving);
}

async function copy(text: string | undefined, what: string): Promise<void> {
  if (text === undefined) return;
  try {
    await navigator.clipboard.writeText(text);
    announce(`Copied ${what}`);
  } catch {
    announce('The browser refused the clipboard: use the copy button, which shows the text');
  }
}

function decidedDigest(): string | undefined {
  const digests = analysisStore.getState().analysis?.digests;
  if (digests?.kind !== 'computed' || digests.decided === undefined) return undefined;
  return digests.of[digests.decided].hex;
}

export const saveCommands: readonly Command[] = [
  {
    id: 'save-document',
    title: 'Save initdata.toml',
    section,
    shortcut: 'Mod+S',
    keywords: 'download document',
    run: () => {
      saveById('document');
    },
  },
  {
    id: 'save-pod',
    title: 'Save pod.yaml with the annotation',
    section,
    keywords: 'download manifest',
    enabled: () => hasOutputs() && workspace.getState().manifest !== '',
    run: () => {
      saveById('pod');
    },
  },
  {
    id: 'save-image',
    title: 'Save the disk image',
    section,
    keywords: 'download initdata.img',
    enabled: hasOutputs,
    run: () => void saveImage(),
  },
  {
    id: 'save-zip',
    title: 'Save everything as one zip',
    section,
    keywords: 'download bundle verify',
    enabled: () => hasOutputs() && webCryptoAvailable(),
    run: () => void saveBundle(),
  },
  {
    id: 'copy-annotation',
    title: 'Copy the annotation value',
    section,
    enabled: hasOutputs,
    run: () => void copy(analysisStore.getState().outputs?.annotation, 'annotation value'),
  },
  {
    id: 'copy-digest',
    title: 'Copy the digest',
    section,
    enabled: () => decidedDigest() !== undefined,
    run: () => void copy(decidedDigest(), 'digest'),
  },
];
