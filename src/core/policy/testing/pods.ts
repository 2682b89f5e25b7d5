/** Pods that known policies were written for. */
import { examplePod } from '../simulate/example-pod.ts';
import { mainContainer, type SimulatedPod } from '../simulate/pod.ts';

/** The pod that the restrictive starter is filled in for. */
export function nginxPod(): SimulatedPod {
  const image =
    'docker.io/library/nginx@sha256:e56797eab4a5300158cc015296229e13a390f82bfc88803f45b08912fd5e3348';
  const pod = examplePod({ image });
  const container = mainContainer(pod);
  return {
    ...pod,
    containers: [
      {
        ...container,
        name: 'nginx',
        args: ['/docker-entrypoint.sh', 'nginx', '-g', 'daemon off;'],
        env: container.env.filter((variable) => !variable.startsWith('MODE=')),
        user: { uid: 0, gid: 0, additionalGids: [0] },
        readOnlyRoot: false,
        noNewPrivileges: false,
        mounts: container.mounts.filter(({ destination }) => destination !== '/etc/orders'),
        commands: [],
      },
    ],
  };
}

/** The example pod with the first image by digest that a policy names, so that it gets as far as it can. */
export function podFor(policy: string): SimulatedPod {
  const [image] = /[\w.:/-]+@sha256:[0-9a-f]{64}/.exec(policy) ?? [];
  return examplePod(image === undefined ? {} : { image });
}
