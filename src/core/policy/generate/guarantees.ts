/**
 * What people ask of a policy that was made for their pod, with the rule that answers and the attacks that try it. The list
 * follows what Contrast's page on policies promises and what it says it cannot (reference/agent-policy.md 6.4).
 *
 * @see https://docs.edgeless.systems/contrast/
 */

import type { AttackResult } from '../attacks/suite.ts';

export interface Guarantee {
  readonly question: string;
  /** `held`, `held-by-choice` when an option of the generator may give it up, or `impossible` for any policy. */
  readonly answer: 'held' | 'held-by-choice' | 'impossible';
  /** Rules of the generated policy that answer; those that come nearest where none can. */
  readonly rules: readonly string[];
  /** Ids of the attacks that try it. */
  readonly attacks: readonly string[];
  /** What remains. */
  readonly remark: string;
}

export const guarantees: readonly Guarantee[] = [
  {
    question: 'Does the container run the command and arguments that were agreed on?',
    answer: 'held',
    rules: ['arguments_of'],
    attacks: ['args-shell', 'args-extra', 'args-joined', 'args-missing'],
    remark: 'Where an image decides the arguments and its config is not known, they are open and marked.',
  },
  {
    question: 'Does it see no variables but those that were agreed on?',
    answer: 'held',
    rules: ['known_variable'],
    attacks: ['env-extra', 'env-value'],
    remark: 'Variables of services are let in by their form, as the cluster decides them.',
  },
  {
    question: 'Does it see all variables that were agreed on?',
    answer: 'held',
    rules: ['process_of'],
    attacks: ['env-missing'],
    remark: 'Variables of the image are asked for where its config is known; those of services never are.',
  },
  {
    question: 'Is it run from the image that was agreed on?',
    answer: 'held',
    rules: ['image_of', 'plain_container'],
    attacks: [
      'image-source',
      'image-throughout',
      'image-tag',
      'image-annotation',
      'storage-second',
      'storage-first',
      'storage-none',
      'storage-mount-point',
      'storage-root-path',
    ],
    remark: 'A tag is what the registry makes of it; only a digest is the image.',
  },
  {
    question: 'Can nobody run commands in it?',
    answer: 'held-by-choice',
    rules: ['ExecProcessRequest', 'common_process'],
    attacks: [
      'exec-shell',
      'exec-script',
      'exec-extra-argument',
      'exec-environment',
      'exec-unknown-container',
      'exec-pause',
    ],
    remark:
      'Probes and hooks of the manifest are commands; they are let in by their whole list of arguments.',
  },
  {
    question: 'Can nobody write to its standard input?',
    answer: 'held-by-choice',
    rules: ['WriteStreamRequest', 'CloseStdinRequest', 'plain_container'],
    attacks: ['stdin-workload', 'stdin-exec', 'streams-by-port'],
    remark: 'Off unless it is asked for.',
  },
  {
    question: 'Are init containers run before the workload, and each container once at a time?',
    answer: 'held',
    rules: ['CreateContainerRequest', 'StartContainerRequest', 'RemoveContainerRequest'],
    attacks: ['init-skipped', 'container-twice', 'container-foreign'],
    remark:
      'That a container is run at all, and that an init container came to its end, no policy can enforce.',
  },
  {
    question: 'Are the files of ConfigMaps, Secrets and tokens those that were agreed on?',
    answer: 'impossible',
    rules: ['CopyFileRequest', 'copied_to', 'stays_inside'],
    attacks: ['file-root', 'file-outside', 'file-traversal', 'link-absolute', 'link-up', 'link-top'],
    remark:
      'The content is not part of what a policy sees. Only where files go is checked; secrets belong into sealed secrets or the key broker.',
  },
  {
    question: 'Are addresses, routes, DNS, signals and resource limits those that were agreed on?',
    answer: 'impossible',
    rules: ['UpdateInterfaceRequest', 'UpdateRoutesRequest', 'AddARPNeighborsRequest'],
    attacks: ['interface-loopback', 'route-loopback', 'route-device', 'neighbor-loopback'],
    remark:
      'They are known to the cluster alone. The loopback interface is kept, so that services on localhost are the guest’s own.',
  },
];

export interface AnsweredGuarantee extends Omit<Guarantee, 'answer' | 'attacks'> {
  /**
   * `held`: every attack that tried it was stopped. `open`: some got through, because something is not known or was given
   * up. `untried`: the pod has nothing to attack in this way. `impossible`: no policy can hold it.
   */
  readonly answer: 'held' | 'open' | 'untried' | 'impossible';
  readonly stopped: readonly string[];
  readonly through: readonly string[];
}

/** Answers each question by what the attacks on a policy came to; titles in place of ids. */
export function answeredGuarantees(results: readonly AttackResult[]): readonly AnsweredGuarantee[] {
  return guarantees.map(({ answer, attacks: ids, ...guarantee }) => {
    const tried = results.filter(({ attack }) => ids.includes(attack.id));
    const titles = (outcome: AttackResult['outcome']): readonly string[] =>
      tried.filter((result) => result.outcome === outcome).map(({ attack }) => attack.title);
    const through = titles('through');
    const stopped = titles('stopped');
    const found = through.length > 0 ? 'open' : stopped.length > 0 ? 'held' : 'untried';
    return {
      ...guarantee,
      answer: answer === 'impossible' && through.length === 0 ? 'impossible' : found,
      stopped,
      through,
    };
  });
}
