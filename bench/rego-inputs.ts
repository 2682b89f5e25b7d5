/**
 * Policies with the requests to ask them about: the recorded ones of the Kata suite where they are, and one of our own, put
 * together as genpolicy does it, so that there is always something to measure.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { requestsIn } from '#core/rego/testing/kata-requests.ts';
import { container, numbers } from './inputs.ts';
import type { Question } from './peers/peer.ts';

export interface PolicyCase {
  readonly name: string;
  /** As many queries as inputs: request *i* is query *i* with input *i*. */
  readonly question: Question;
}

/** The recorded policies by name; none where they are not. */
export function recordedCases(folder: string): readonly PolicyCase[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => existsSync(join(folder, name, 'inputs.txt')));
  return names.map((name) => {
    const requests = requestsIn(readFileSync(join(folder, name, 'inputs.txt'), 'utf8'));
    const text = readFileSync(join(folder, name, 'policy.rego'), 'utf8');
    return {
      name,
      question: {
        dialect: 'v0',
        modules: [[`tests/kata/data/${name}/policy.rego`, text]],
        inputs: requests.map(([, input]) => JSON.stringify(input)),
        queries: requests.map(([entrypoint]) => `data.agent_policy.${entrypoint}`),
      },
    };
  });
}

const parts = ['Process', 'Root', 'Mounts', 'Annotations'];

const rules = `package agent_policy

import rego.v1

default CreateContainerRequest := false
default ExecProcessRequest := false

CreateContainerRequest if {
	some index, container in policy_data.containers
	print("CreateContainerRequest: trying container", index)
	count(container.storages) == count(input.storages)
	every place, storage in input.storages {
		allow_storage(container.storages[place], storage)
	}
${parts.map((part) => `\tallow_${part}(container.OCI.${part}, input.OCI.${part})\n`).join('')}}

ExecProcessRequest if {
	some command in policy_data.containers[_].exec_commands
	command == concat(" ", input.process.Args)
}

allow_storage(wanted, given) if {
	print("allow_storage: wanted =", wanted, "given =", given)
	wanted.driver == given.driver
	wanted.source == given.source
	allow_text(wanted.mount_point, given.mount_point)
}

allow_text(wanted, given) if wanted == given

allow_text(wanted, given) if {
	wanted != given
	pattern := replace(replace(wanted, "$(cpath)", "/run/kata-containers"), "$(bundle-id)", "[a-z0-9]{64}")
	regex.match(pattern, given)
}
${parts
  .map(
    (part) => `
allow_${part}(wanted, given) if {
	print("allow_${part}: start")
	count(wanted) == count(given)
	every name, value in given {
		allow_one_of_${part}(wanted[name], value)
	}
	print("allow_${part}: true")
}

allow_one_of_${part}(wanted, given) if wanted == given

allow_one_of_${part}(wanted, given) if allow_text(wanted, given)
`,
  )
  .join('')}
`;

/** A policy of about that many bytes, with two requests for each container: one that it allows and one that it denies. */
export function ownCase(bytes: number): PolicyCase {
  const next = numbers(7);
  const containers: unknown[] = [];
  // The agent takes 200,000 lines: a policy near its length limit needs longer ones.
  const indent = bytes > 4_000_000 ? 0 : 2;
  const texts: string[] = [];
  for (let length = rules.length; length < bytes; length += (texts.at(-1)?.length ?? 0) + 2) {
    const made = container(next);
    containers.push(made);
    texts.push(JSON.stringify(made, undefined, indent));
  }
  const data = `{"containers": [\n${texts.join(',\n')}\n]}`;
  const inputs = containers.flatMap((made) => {
    const allowed = JSON.stringify(made);
    return [allowed, allowed.replace('"PATH=', '"LD_PRELOAD=/tmp/evil.so","PATH=')];
  });
  return {
    name: `own, ${String(Math.round((rules.length + data.length) / 1000))} kB`,
    question: {
      dialect: 'v1',
      modules: [['agent_policy', `${rules}\npolicy_data := ${data}\n`]],
      inputs,
      queries: inputs.map(() => 'data.agent_policy.CreateContainerRequest'),
    },
  };
}
