import { specimens } from '#core/policy/matrix/specimens.ts';
import { policy } from '../examples.ts';
import { withValue } from '../hostile.ts';
import { openFor } from '../open-request.ts';
import type { LintRule } from '../rule.ts';

export const networkTrue: LintRule = {
  code: 'policy/network-true',
  about: 'agent',
  why: 'Local services, such as the one that hands out secrets, listen on loopback and trust it.',
  hint: 'Ask for another device than lo.',
  bad: policy(`default UpdateRoutesRequest := true`),
  good: policy(`default UpdateRoutesRequest := false

UpdateRoutesRequest if {
	every route in input.routes.Routes {
		route.device != "lo"
	}
}`),
  *find(subject) {
    const [link] = specimens.get('UpdateInterfaceRequest') ?? [];
    const [routes] = specimens.get('UpdateRoutesRequest') ?? [];
    if (link === undefined || routes === undefined) return;
    const loopback = withValue(withValue(link, ['interface', 'name'], 'lo'), ['interface', 'device'], 'lo');
    yield* openFor(subject, 'UpdateInterfaceRequest', [
      {
        input: loopback,
        fixed: [
          ['interface', 'name'],
          ['interface', 'device'],
        ],
        what: 'for the loopback interface',
      },
    ]);
    const devices = [0, 1].map((index) => ['routes', 'Routes', index, 'device']);
    const through = devices.reduce((input, path) => withValue(input, path, 'lo'), routes);
    yield* openFor(subject, 'UpdateRoutesRequest', [
      { input: through, fixed: devices, what: 'for routes through the loopback interface' },
    ]);
  },
};
