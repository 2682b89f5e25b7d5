/**
 * Command lines for handing a document over: to the cluster, to the key broker, and to the tools around them. Written for
 * a POSIX shell, every name quoted, documents passed with their final newlines.
 *
 * @see https://github.com/confidential-containers/trustee/blob/78962cd4/tools/kbs-client/src/main.rs
 * @see https://github.com/kata-containers/kata-containers/blob/7c6ba40c54/src/tools/genpolicy/src/utils.rs
 * @see https://github.com/confidential-devhub/cococtl/tree/d0c3af9/cmd
 */
import { annotationKey } from '#core/annotation/annotation.ts';
import { bundleFiles } from '#core/bundle/names.ts';
import { shellFile, shellWord, sumProgram } from '#core/bundle/shell.ts';
import type { Algorithm } from '#core/initdata/algorithm.ts';

export type HandOverTool = 'kbs-client' | 'kubectl' | 'kubectl-coco' | 'genpolicy';

export type HandOverId =
  | 'policy-from-manifest'
  | 'apply-manifest'
  | 'digest-in-cluster'
  | 'coco-validate'
  | 'coco-apply'
  | 'set-resource'
  | 'set-resource-policy'
  | 'set-attestation-policy'
  | 'set-reference-value'
  | 'attest'
  | 'get-resource';

export interface HandOverCommand {
  readonly id: HandOverId;
  readonly tool: HandOverTool;
  readonly title: string;
  /** One or more lines. */
  readonly script: string;
  /** What one might not expect of it. */
  readonly note?: string;
}

export interface HandOverOptions {
  /** Address of the key broker. */
  readonly url: string;
  /** Its certificate as a PEM file, where it is not one that the system knows. */
  readonly certificateFile?: string | undefined;
  /** Bearer token of the administrator; kbs-client since 0.21.0. */
  readonly adminTokenFile?: string | undefined;
  /** Repository, type and tag. */
  readonly path: readonly [string, string, string];
  readonly secretFile: string;
  /** Claims for the reference value, as the binding table gives them. */
  readonly reference?: { readonly name: string; readonly value: string } | undefined;
  readonly algorithm?: Algorithm | undefined;
  readonly pod?: { readonly name: string; readonly namespace?: string | undefined } | undefined;
  readonly runtimeClass?: string | undefined;
  readonly documentFile?: string | undefined;
  readonly manifestFile?: string | undefined;
  readonly resourcePolicyFile?: string | undefined;
  readonly attestationPolicyFile?: string | undefined;
}

/** The commands in the order in which they are used. */
export function handOverCommands(options: HandOverOptions): readonly HandOverCommand[] {
  const document = shellFile(options.documentFile ?? bundleFiles.document);
  const manifest = shellFile(options.manifestFile ?? bundleFiles.manifest);
  return [...clusterCommands(options, document, manifest), ...brokerCommands(options, document)];
}

function clusterCommands(
  { algorithm, pod, runtimeClass, documentFile }: HandOverOptions,
  document: string,
  manifest: string,
): readonly HandOverCommand[] {
  const given = shellWord(documentFile ?? bundleFiles.document);
  return [
    {
      id: 'policy-from-manifest',
      tool: 'genpolicy',
      title: 'Policy from the manifest',
      script: `genpolicy -y ${manifest} --initdata-path=${given}`,
      note: 'It writes the annotation into the manifest and the document anew: take the digest from the annotation afterwards, not from the file. -r prints the policy, -b the annotation as well.',
    },
    {
      id: 'apply-manifest',
      tool: 'kubectl',
      title: 'Start the pod',
      script: `kubectl apply -f ${manifest}`,
    },
    ...(pod === undefined || algorithm === undefined
      ? []
      : [
          {
            id: 'digest-in-cluster',
            tool: 'kubectl',
            title: 'Digest of what the cluster holds',
            script: `kubectl get pod ${shellWord(pod.name)}${
              pod.namespace === undefined ? '' : ` -n ${shellWord(pod.namespace)}`
            } -o ${shellWord(`jsonpath={.metadata.annotations.${annotationKey.replaceAll('.', '\\.')}}`)} | base64 -d | gunzip | ${sumProgram[algorithm]}`,
          } as const,
        ]),
    {
      id: 'coco-validate',
      tool: 'kubectl-coco',
      title: 'What cococtl says of the document',
      script: `kubectl coco initdata validate --file ${document}`,
    },
    {
      id: 'coco-apply',
      tool: 'kubectl-coco',
      title: 'Start the pod with cococtl',
      script: `kubectl coco apply -f ${manifest}${
        runtimeClass === undefined ? '' : ` --runtime-class ${shellWord(runtimeClass)}`
      } --skip-apply`,
      note: 'It generates Init-Data of its own from its configuration. --skip-apply only writes the changed manifest.',
    },
  ];
}

function brokerCommands(options: HandOverOptions, document: string): readonly HandOverCommand[] {
  const { url, certificateFile, adminTokenFile, path, secretFile, reference } = options;
  const client = `kbs-client --url ${shellWord(url)}${
    certificateFile === undefined ? '' : ` --cert-file ${shellFile(certificateFile)}`
  }`;
  const admin = `${client} config${
    adminTokenFile === undefined ? '' : ` --admin-token-file ${shellFile(adminTokenFile)}`
  }`;
  const resource = shellWord(path.join('/'));
  const resourcePolicy = shellFile(options.resourcePolicyFile ?? 'resource-policy.rego');
  const keep = `document=$(cat ${document}; printf .)`;
  const kept = '"${document%.}"';
  return [
    {
      id: 'set-resource',
      tool: 'kbs-client',
      title: 'Store the secret',
      script: `${admin} set-resource --path ${resource} --resource-file ${shellFile(secretFile)}`,
    },
    {
      id: 'set-resource-policy',
      tool: 'kbs-client',
      title: 'Guard the secrets',
      script: `${admin} set-resource-policy --policy-file ${resourcePolicy}`,
      note: 'There is one policy for all resources. --default would install the one that denies everything.',
    },
    ...(options.attestationPolicyFile === undefined
      ? []
      : [
          {
            id: 'set-attestation-policy',
            tool: 'kbs-client',
            title: 'Judge the evidence',
            script: `${admin} set-attestation-policy --policy-file ${shellFile(options.attestationPolicyFile)} --id default_cpu --type rego`,
          } as const,
        ]),
    ...(reference === undefined
      ? []
      : [
          {
            id: 'set-reference-value',
            tool: 'kbs-client',
            title: 'Register a reference value',
            script: `${admin} set-sample-reference-value ${shellWord(reference.name)} ${shellWord(reference.value)}`,
            note: 'A list of this one value replaces what stood under the name. The default attestation policy does not ask for it.',
          } as const,
        ]),
    {
      id: 'attest',
      tool: 'kbs-client',
      title: 'Ask for a token, in the guest',
      script: `${keep}\n${client} attest ${kept}`,
      note: 'Outside of a TEE the client uses sample evidence.',
    },
    {
      id: 'get-resource',
      tool: 'kbs-client',
      title: 'Ask for the secret, in the guest',
      script: `${keep}\n${client} get-resource --path ${resource} ${kept}`,
      note: 'The dot keeps the final newlines, which $(…) would remove.',
    },
  ];
}
