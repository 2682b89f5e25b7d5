/** A pod to try a policy with when there is no manifest. */
import { hexOf, uuidOf } from './identifiers.ts';
import { apiServiceVariables } from './environment.ts';
import { defaultCapabilities, defaultPath, type SimulatedPod } from './pod.ts';

export interface ExamplePodOptions {
  /** The image of its one container; absent means one that is made up. */
  readonly image?: string;
}

/** One container with the token of its service account, a ConfigMap and a probe. Nothing of it is assumed: it is made up. */
export function examplePod({ image }: ExamplePodOptions = {}): SimulatedPod {
  const name = 'orders-0';
  const namespace = 'bakery';
  const uid = uuidOf(`${namespace} ${name}`);
  const variables = apiServiceVariables.map(([key, value]) => `${key}=${value}`);
  return {
    name,
    namespace,
    uid,
    hostname: name,
    sandboxId: hexOf(`sandbox ${uid}`, 64),
    shareProcessNamespace: false,
    hostNetwork: false,
    sysctls: {},
    containers: [
      {
        kind: 'workload',
        name: 'orders',
        id: hexOf(`${uid} orders`, 64),
        image: image ?? `registry.example.com/bakery/orders@sha256:${hexOf('orders', 64)}`,
        args: ['/usr/bin/orders', '--listen', ':8080'],
        env: [defaultPath, `HOSTNAME=${name}`, 'MODE=production', ...variables],
        cwd: '/',
        user: { uid: 1000, gid: 1000, additionalGids: [1000] },
        terminal: false,
        readOnlyRoot: true,
        noNewPrivileges: true,
        capabilities: defaultCapabilities,
        privileged: false,
        mounts: [
          {
            destination: '/etc/orders',
            readOnly: true,
            volume: { kind: 'files', name: 'settings', files: ['orders.conf'] },
          },
          {
            destination: '/var/run/secrets/kubernetes.io/serviceaccount',
            readOnly: true,
            volume: { kind: 'files', name: 'service account token', files: ['ca.crt', 'namespace', 'token'] },
          },
        ],
        commands: [['/usr/bin/orders', 'ready']],
        assumed: [],
      },
    ],
  };
}
