/** Whether a policy decides by the image which containers may be created. */
import type { Compiled } from '#core/rego/evaluate/evaluate.ts';
import { valueFromUnknown } from '#core/rego/value/json.ts';
import type { Span } from '#core/text/span.ts';
import type { Step } from '../matrix/origins.ts';
import type { PolicyModel } from '../matrix/model.ts';
import { ask } from '../matrix/reading.ts';

export interface ImageGate {
  /** The decision on a container reads which image it is of, and an image that nobody knows does not pass. */
  readonly decides: boolean;
  /** Where the image is read first; absent when it is not. */
  readonly span?: Span;
}

const entrypoint = 'CreateContainerRequest';

/** Where a request names the image; a step that is left out may be any. */
const imagePlaces: readonly (readonly Step[])[] = [
  ['OCI', 'Annotations', 'io.kubernetes.cri.image-name'],
  ['OCI', 'Annotations', 'io.kubernetes.cri-o.ImageName'],
  ['storages', undefined, 'source'],
  ['storages', undefined, 'driver_options'],
];

const unknownImage = `unknown.invalid/no/such@sha256:${'0'.repeat(64)}`;

/** A container of an image that no policy names; nothing else in it is asked for by name either. */
const unknownContainer = valueFromUnknown({
  container_id: 'c',
  exec_id: 'c',
  OCI: {
    Annotations: {
      'io.kubernetes.cri.image-name': unknownImage,
      'io.kubernetes.cri.container-type': 'container',
    },
    Process: { Args: ['/bin/no-such'], Env: [], Cwd: '/' },
    Mounts: [],
  },
  storages: [
    { driver: 'image_guest_pull', source: unknownImage, fstype: 'overlay', options: [], mount_point: '/run' },
  ],
});

export function imageGateOf(model: PolicyModel, compiled: Compiled): ImageGate {
  const { fields } = model.dependenciesOf(entrypoint);
  const reading = fields.find(({ path }) => imagePlaces.some((place) => meets(path, place)));
  const [span] = reading?.spans ?? [];
  if (span === undefined) return { decides: false };
  const outcome = ask(compiled, entrypoint, unknownContainer);
  const passes = outcome.kind === 'value' && outcome.value === true;
  return { decides: !passes, span };
}

/** One of the two leads to the other: a whole is read with its parts. */
function meets(path: readonly Step[], place: readonly Step[]): boolean {
  return path.every((step, index) => {
    const wanted = place[index];
    return step === undefined || wanted === undefined || step === wanted;
  });
}
