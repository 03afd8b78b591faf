import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { type ControlPlane, startControlPlane } from '../../support/control-plane.ts';
import { waitFor } from '../../support/wait-for.ts';
import { type AuditLog, prepareAuditLog } from '../support/audit-log.ts';
import { list } from './live.ts';
import { configMap, namespace, type Manifest } from './manifests.ts';
import { prepareScenario, type Scenario } from './scenario.ts';

// A control plane of its own, whose audit log counts what a run asks of it. The tests tell one story.

const name = 'requests';
const many = Array.from({ length: 600 }, (_, index) => configMap(name, `map-${index}`));
const removed = 5;

let plane: ControlPlane;
let scenario: Scenario;
let audit: AuditLog;
let dir: string;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'kubernixos-requests-'));
  audit = await prepareAuditLog(dir);
  const { binaries } = inject('controlPlane');
  plane = await startControlPlane({ binaries, apiserverFlags: audit.flags });
  scenario = await prepareScenario(name, plane);
  await scenario.write({ manifests: [namespace(name), namespace('second'), ...many] });
  await scenario.passes(['apply']);
});

afterAll(async () => {
  await plane.stop();
  await rm(dir, { recursive: true, force: true });
});

test('prune asks what is served, lists each type once, page by page, and deletes', async () => {
  const remaining = [namespace(name), namespace('second'), ...many.slice(removed)];

  const requests = await requestsOf(remaining, ['prune', '--yes']);

  const types = (await prunableTypes()).length;
  // One more page: of the ConfigMaps.
  expect(requests).toEqual({ ...discovery, ...lease, list: types + 1, delete: removed });
});

test('a run that prunes Namespaces lists what they hold, to decide and before it deletes', async () => {
  await scenario.write({ manifests: [namespace(name), namespace('second'), namespace('third')] });
  await scenario.passes(['apply', 'prune', '--yes', '--allow-mass-prune']);

  const requests = await requestsOf([namespace(name)], ['prune', '--yes']);

  const types = (await prunableTypes()).length;
  const namespaced = (await prunableTypes('--namespaced=true')).length;
  expect(requests).toEqual({
    ...{ ...lease, list: types + 2 * namespaced, delete: 2 },
    // What is served is asked once more before the look inside.
    'get /version': 1,
    ...{ 'get /api': 2, 'get /apis': 2 },
  });
});

/** What the server serves, as every run asks it. */
const discovery = { 'get /version': 1, 'get /api': 1, 'get /apis': 1 };

/** The Lease of the deployment is read, taken and released. */
const lease = { 'get leases': 1, 'update leases': 2 };

/** Writes a release, and counts the requests of a run by verb. */
async function requestsOf(
  manifests: readonly Manifest[],
  args: readonly string[],
): Promise<Readonly<Record<string, number>>> {
  await scenario.write({ manifests });
  await waitFor(lastRunIsOver, { what: 'a moment between the runs' });
  const { requests } = await audit.during(() => scenario.passes(args));
  const kinds = requests.map(({ what, path }) =>
    what === 'get' ? `get ${path}` : what.replace(/^(list|delete) .*|\/.*$/, '$1'),
  );
  const groups = Map.groupBy(kinds, (kind) => kind);
  return Object.fromEntries([...groups].map(([kind, all]) => [kind, all.length]));
}

/**
 * A run that begins within a second of the last write of another one looks at the cluster once more. The
 * server tells the time of a write in whole seconds; on a busy machine it is later than the writer's own.
 */
async function lastRunIsOver(): Promise<boolean> {
  const lease = ['lease', `kubernixos-${name}`, '--namespace=default', '--show-managed-fields'];
  const [found] = await list(scenario.tools, lease);
  const { metadata } = found as unknown as {
    readonly metadata: { readonly managedFields: readonly { readonly time: string }[] };
  };
  const writtenAt = Math.max(...metadata.managedFields.map(({ time }) => Date.parse(time)));
  return Date.now() - writtenAt > 3000;
}

async function prunableTypes(...flags: readonly string[]): Promise<readonly string[]> {
  const args = ['api-resources', '--verbs=list,delete', '--output=name', ...flags];
  return (await scenario.tools.kubectl(args)).trim().split('\n');
}
