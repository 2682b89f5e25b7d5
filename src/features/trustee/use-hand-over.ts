/** What is handed over for the open document on the chosen way. */
import { formOf } from '../form/fields.ts';
import { handOverCommands, type HandOverCommand, type HandOverOptions } from '#core/trustee/commands.ts';
import type { HandOver } from '#core/trustee/hand-over.ts';
import { encodeUtf8 } from '#core/text/utf8.ts';
import { analysisStore } from '#state/analysis.ts';
import { currentOutline } from '#state/outline.ts';
import { resourcePolicy, resourcePolicyText } from '#state/resource-policy.ts';
import { documentText, workspace } from '#state/workspace.ts';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { handOverFields } from './hand-over-fields.ts';
import { useReferences } from './use-references.ts';
import { useTriedDocuments, useTriedPath } from './use-tried.ts';
import { useBound, useChosenRoute } from './use-trustee.ts';

/** Taken where the document names no key broker; RFC 2606 keeps the name from belonging to anybody. */
const exampleUrl = 'https://kbs.example:8080';

export interface HandedOver {
  readonly options: HandOverOptions;
  readonly commands: readonly HandOverCommand[];
  /** Everything for the zip, read at the time of the press. */
  readonly handOver: () => HandOver;
}

export function useHandOver(): HandedOver {
  const fields = useStore(handOverFields);
  const text = useStore(workspace, documentText);
  const pod = useStore(analysisStore, podOf);
  const bound = useBound();
  const route = useChosenRoute();
  const references = useReferences();
  const path = useTriedPath();
  const documents = useTriedDocuments();
  const options = useMemo((): HandOverOptions => {
    const [repository = 'default', type = 'key', tag = 'db'] = path;
    const [reference] = references;
    const value = reference?.values[0];
    const named = text === undefined ? undefined : formOf(currentOutline(text)).kbsUrl;
    const url = fields.url ?? named?.aa ?? named?.cdh;
    return {
      url: url === undefined || url.trim() === '' ? exampleUrl : url,
      certificateFile: fields.certificateFile || undefined,
      adminTokenFile: fields.adminTokenFile || undefined,
      path: [repository, type, tag],
      secretFile: fields.secretFile || 'secret.bin',
      reference: reference === undefined || value === undefined ? undefined : { name: reference.name, value },
      algorithm: bound?.kind === 'bound' ? bound.algorithm : undefined,
      pod,
      runtimeClass: route.runtimeClass,
    };
  }, [fields, text, pod, bound, route, references, path]);
  return useMemo(
    () => ({
      options,
      commands: handOverCommands(options),
      handOver: () => {
        const { document, manifest } = workspace.getState();
        return {
          document: document.kind === 'text' ? encodeUtf8(document.text) : new Uint8Array(document.bytes),
          resourcePolicy: resourcePolicyText(resourcePolicy.getState()),
          claims: 'submods' in documents.claims ? documents.claims : undefined,
          references,
          manifest: manifest === '' ? undefined : manifest,
          options,
        };
      },
    }),
    [options, documents, references],
  );
}

const podOf = ({ analysis }: ReturnType<typeof analysisStore.getState>): HandOverOptions['pod'] => {
  const { pod } = workspace.getState();
  const found = analysis?.manifest.pods.find(({ index }) => index === pod);
  if (found?.name === undefined || found.kind !== 'Pod') return undefined;
  return lastPod?.name === found.name && lastPod.namespace === found.namespace
    ? lastPod
    : (lastPod = { name: found.name, namespace: found.namespace });
};

/** The same value for the same pod, so that what depends on it is not made again. */
let lastPod: NonNullable<HandOverOptions['pod']> | undefined;
