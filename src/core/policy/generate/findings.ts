/** What a generated policy leaves open, as findings in its text. */
import { type Diagnostic, diagnostic } from '#core/diagnostics/diagnostic.ts';
import type { DiagnosticCode } from '#core/diagnostics/catalogue.ts';
import type { Span } from '#core/text/span.ts';
import type { OpenPoint } from './generate.ts';

interface Words {
  readonly code: DiagnosticCode;
  readonly message: (name: string) => string;
  readonly hint: string;
}

const words: Readonly<Record<OpenPoint['about'], Words>> = {
  args: {
    code: 'policy/open-args',
    message: (name) => `The arguments of ${name} are not pinned: its image decides them.`,
    hint: 'Give the image config, or a command in the manifest.',
  },
  env: {
    code: 'policy/open-env',
    message: (name) => `The variables of ${name} are not pinned: its image has some of its own.`,
    hint: 'Give the image config.',
  },
  references: {
    code: 'policy/open-references',
    message: (name) => `Variables of ${name} have values that are not here, such as those of ConfigMaps.`,
    hint: 'Put the ConfigMaps and Secrets beside the pod.',
  },
  variables: {
    code: 'policy/open-variables',
    message: (name) =>
      `All variables of a ConfigMap or Secret go to ${name} that is not here: any variable is let in.`,
    hint: 'Put the ConfigMaps and Secrets beside the pod.',
  },
  secrets: {
    code: 'policy/open-secrets',
    message: (name) => `Variables of ${name} come from Secrets: their values are left out of the policy.`,
    hint: 'Init-Data is read by the host and by all who see the pod. Take secrets from the key broker, or write the values into the policy all the same.',
  },
  cwd: {
    code: 'policy/open-cwd',
    message: (name) => `The working directory of ${name} is not pinned: its image decides it.`,
    hint: 'Give the image config, or workingDir in the manifest.',
  },
  user: {
    code: 'policy/open-user',
    message: (name) => `The user of ${name} is not pinned: its image decides it.`,
    hint: 'Give runAsUser, runAsGroup and supplementalGroups, or an image config with numbers.',
  },
  groups: {
    code: 'policy/open-groups',
    message: (name) => `The groups of ${name} are not pinned to one list: the image has a say in them.`,
    hint: 'Give runAsUser, runAsGroup and supplementalGroups: with guest pull the host cannot read them from the image.',
  },
  digest: {
    code: 'policy/open-digest',
    message: (name) => `The image of ${name} is pinned by a tag and not by a digest.`,
    hint: 'Write the image with its digest.',
  },
  namespace: {
    code: 'policy/open-namespace',
    message: () => 'The manifest names no namespace: the pod may be run in any.',
    hint: 'Give metadata.namespace.',
  },
  'pod-name': {
    code: 'policy/open-pod-name',
    message: () => 'A controller names the pod: its name is known by its beginning alone.',
    hint: 'Nothing is to be done, unless the pod can have a name of its own.',
  },
};

/** The finding of an open point. */
export function openFinding({ about, container }: OpenPoint, text: string): Diagnostic {
  const { code, message, hint } = words[about];
  const at = spanOf(
    container ?? (about === 'namespace' ? 'namespace' : 'pod_name'),
    container !== undefined,
    text,
  );
  return diagnostic(code, 'entry:policy.rego', at, message(container ?? ''), { hint });
}

/** The name of a container in the data, or a member of it; the beginning of the text where it is not found. */
function spanOf(name: string, isContainer: boolean, text: string): Span {
  const written = JSON.stringify(name);
  const from = text.lastIndexOf('\nprofile := ');
  const at = text.indexOf(isContainer ? `"name": ${written}` : `${written}: `, Math.max(0, from));
  if (at < 0) return { from: 0, to: 0 };
  const start = isContainer ? at + '"name": '.length : at;
  return { from: start, to: start + written.length };
}
