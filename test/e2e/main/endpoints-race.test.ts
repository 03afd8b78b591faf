import { afterAll, beforeAll, expect, test } from 'vitest';
import { waitFor } from '../../support/wait-for.ts';
import { list, uids } from './live.ts';
import { configMap, namespace, service, type Manifest } from './manifests.ts';
import { prepareScenario, type Scenario } from './scenario.ts';
import { thorough } from './thorough.ts';

// Controllers copy a Service's labels to its Endpoints and EndpointSlices, a moment later and for
// ever: whoever prunes by label alone deletes them, and with them the Service's traffic.

const name = 'endpoints-race';
const rounds = thorough ? 50 : 3;
const each = (count: number) => Array.from({ length: count }, (_, index) => String(index));

const withSelector = each(50).map((id) =>
  service(name, `selecting-${id}`, { selector: { app: `app-${id}` } }),
);
const withoutSelector = each(50).map((id) => service(name, `plain-${id}`));
/** For half of the Services without selector; another controller mirrors these to slices. */
const endpoints = each(25).map((id) => endpointsOf(`plain-${id}`));

let scenario: Scenario;
const write = (round: number) =>
  scenario.write({
    manifests: [
      namespace(name),
      configMap(name, 'round', { number: String(round) }),
      ...withSelector,
      ...withoutSelector,
      ...endpoints,
    ],
  });
const copies = () => list(scenario.tools, ['endpoints,endpointslices', '-n', name]);

beforeAll(async () => {
  // Copies carry no owner annotation, and what carries none is the deployment default's.
  scenario = await prepareScenario('default');
  await write(0);
  await scenario.passes(['apply']);
  // Endpoints for 50 selectors and 25 manifests, and a slice for each of them.
  await waitFor(async () => (await copies()).length === 150, { what: 'Endpoints and slices' });
});

afterAll(() => scenario.tools.kubectl(['delete', 'namespace', name]));

test.each(each(rounds))(
  'prunes no Endpoints and no EndpointSlice right after 100 Services got a new label (%s)',
  async (round) => {
    const before = uids(await copies());
    await write(Number(round) + 1);

    const deployed = await scenario.passes(['apply', 'prune', '--yes']);
    const offered = await scenario.passes(['prune', '--adopt', '--dry-run=client']);

    expect(deployed.stdout).toMatch(/^prune: nothing to do$/m);
    expect(offered.stdout).toMatch(/^prune: nothing to do/m);
    expect(deployed.stderr + offered.stderr).not.toMatch(/Endpoint.*--adopt/);
    expect(uids(await copies())).toEqual(before);
  },
);

function endpointsOf(service: string): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'Endpoints',
    metadata: { name: service, namespace: name },
    subsets: [{ addresses: [{ ip: '192.0.2.1' }], ports: [{ port: 80 }] }],
  };
}
