/** Carries out what was decided about an opened thing. The document on screen is kept; every change can be undone. */
import { addEntry } from '#core/initdata/edit.ts';
import { entryOf } from '#core/initdata/outline.ts';
import type { RecognitionInput } from '#core/recognition/recognition.ts';
import { encodeUtf8 } from '#core/text/utf8.ts';
import { announce } from '#state/announcer.ts';
import { switchTo } from '#state/documents.ts';
import { currentOutline } from '#state/outline.ts';
import { recognise, unwrap } from '#state/recognition.ts';
import { showTab } from '#state/view.ts';
import {
  changeDocument,
  changeEntryContent,
  documentText,
  replaceManifest,
  workspace,
} from '#state/workspace.ts';
import { entryTab } from '../common/sources.ts';
import { lookAt } from './looking.ts';
import { ask } from './openings.ts';
import { nameFrom, planFor, type FoundDocument, type Plan } from './plan.ts';
import { openBundle } from './bundle.ts';

/** Nothing that belongs here is near this size; a larger file would only freeze the page. */
const maxFileBytes = 64 * 1024 * 1024;

/** Opens files one after the other: the document first, so that entries and manifests find it. */
export async function openFiles(files: readonly File[]): Promise<void> {
  const plans: Plan[] = [];
  for (const file of files) plans.push(await planForFile(file));
  const order = ['bundle', 'document', 'documents', 'entry', 'manifest', 'nothing'] as const;
  plans.sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
  for (const plan of plans) await carryOut(plan);
}

export async function openText(text: string): Promise<void> {
  await carryOut(await planOf('The pasted text', () => Promise.resolve({ bytes: encodeUtf8(text) })));
}

async function planForFile(file: File): Promise<Plan> {
  if (file.size > maxFileBytes) {
    return { kind: 'nothing', title: `${file.name} was not opened`, reason: 'It is larger than 64 MiB.' };
  }
  return planOf(file.name, async () => ({
    bytes: new Uint8Array(await file.arrayBuffer()),
    name: file.name,
  }));
}

async function planOf(what: string, read: () => Promise<RecognitionInput>): Promise<Plan> {
  try {
    const input = await read();
    const name = input.name === undefined ? 'Pasted' : nameFrom(input.name);
    return await lookAt(what, async (signal) => {
      const recognition = await recognise(input, signal);
      return planFor(recognition, name, input, (wrapped) => unwrap(wrapped, signal));
    });
  } catch (error) {
    // The browser refuses folders, and files that moved since they were chosen; looking can be stopped.
    const reason = error instanceof Error ? error.message : String(error);
    return { kind: 'nothing', title: `${what} was not opened`, reason };
  }
}

async function carryOut(plan: Plan): Promise<void> {
  switch (plan.kind) {
    case 'document':
      return openFound(plan.found);
    case 'documents':
      ask({ kind: 'choose-document', documents: plan.documents });
      return;
    case 'entry':
      openEntry(plan.key, plan.content);
      return;
    case 'manifest':
      if (plan.documents.length > 0) ask({ kind: 'choose-use', manifest: plan });
      else takeManifest(plan.text);
      return;
    case 'bundle':
      await openBundle(plan.bytes, plan.name);
      return;
    case 'nothing':
      ask(plan);
      announce(`${plan.title}. Nothing was changed.`);
      return;
  }
}

/** Opens a document of its own, with a manifest where it came with one. */
export async function openFound(found: FoundDocument, manifest?: string): Promise<void> {
  const { name, document } = found;
  await switchTo({ name, document, ...(manifest === undefined ? {} : { manifest }) });
  showTab('initdata');
  announce(`Opened ${name}`);
  if (found.mended || found.wrapping.length > 0) ask({ kind: 'opened', found });
}

export function takeManifest(text: string): void {
  replaceManifest('Open a manifest', text);
  showTab('manifest');
  announce('Opened as the pod manifest. Undo brings the one before back.');
}

function openEntry(key: string, content: string): void {
  const text = documentText();
  if (text === undefined) {
    ask({
      kind: 'nothing',
      title: `${key} was not added`,
      reason: 'The document on screen is not UTF-8 and cannot be edited.',
    });
    return;
  }
  const entry = entryOf(currentOutline(text), key);
  if (entry === undefined) addOpenedEntry(key, content);
  else if (entry.content === content) {
    showTab(entryTab(key));
    announce(`${key} is in the document already, byte for byte`);
  } else ask({ kind: 'replace-entry', key, content });
}

function addOpenedEntry(key: string, content: string): void {
  const refusal = changeDocument(`Add ${key}`, addEntry(documentText() ?? '', key, content));
  tellEntry(key, `Added ${key} to ${workspace.getState().name}`, refusal);
}

export function replaceOpenedEntry(key: string, content: string): void {
  tellEntry(
    key,
    `Replaced ${key}. Undo brings the one before back.`,
    changeEntryContent(`Replace ${key}`, key, content),
  );
}

function tellEntry(key: string, done: string, refusal: readonly { readonly message: string }[]): void {
  if (refusal.length > 0) {
    ask({
      kind: 'nothing',
      title: `${key} was not changed`,
      reason: refusal.map(({ message }) => message).join(' '),
    });
    return;
  }
  showTab(entryTab(key));
  announce(done);
}
