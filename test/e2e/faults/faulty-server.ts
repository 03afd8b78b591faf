import { join } from 'node:path';
import { inject } from 'vitest';
import type { RunOptions, RunResult } from '../../support/cluster-tools.ts';
import type { ControlPlaneDetails } from '../../support/control-plane.ts';
import { list } from '../main/live.ts';
import { configMap, namespace } from '../main/manifests.ts';
import { deleteAll, prepareScenario, type Scenario } from '../main/scenario.ts';
import {
  type GatewayRequest,
  type MisbehavingGateway,
  startMisbehavingGateway,
} from '../support/misbehaving-gateway.ts';

/** A deployment behind a gateway, with objects of others beside its own. */
export interface FaultyServer {
  readonly gateway: MisbehavingGateway;
  /** Replaces what is released. */
  readonly write: Scenario['write'];
  readonly kubectl: (args: readonly string[]) => Promise<string>;
  /** Puts all objects back to what they were before a run. */
  readonly reset: () => Promise<void>;
  /** Runs the tool on the next release, through the gateway. */
  readonly run: (args: readonly string[], options?: RunOptions) => Promise<RunResult>;
  /** uid by name of the ConfigMaps in the Namespace, without the one that Kubernetes puts there. */
  readonly uids: () => Promise<Readonly<Record<string, string>>>;
  /** The requests of the last run that could have written something, but for its Lease. */
  readonly writes: () => readonly GatewayRequest[];
  readonly remove: () => Promise<void>;
}

/** What the next release holds no more. */
export const removed = ['removed-1', 'removed-2'] as const;

const kept = ['changed', 'stays-1', 'stays-2', 'stays-3'] as const;

/** Deploys the first release to the Namespace `name`, and writes the next. */
export async function startFaultyServer(
  name: string,
  plane: ControlPlaneDetails = inject('controlPlane'),
): Promise<FaultyServer> {
  const { tools, hostgroup, write, passes, run } = await prepareScenario(name, plane);
  const gateway = await startMisbehavingGateway(plane, join(hostgroup.dir, 'gateway-kubeconfig'));
  const first = [...kept, ...removed].map((each) => configMap(name, each));
  await write({ manifests: [namespace(name), ...first] });
  const dump = (await passes(['dump', 'apply'])).stdout;
  const next = kept.map((each) =>
    configMap(name, each, each === 'changed' ? { new: 'value' } : {}),
  );
  await write({ manifests: [namespace(name), ...next] });
  const apply = (stdin: string) =>
    tools.kubectl(
      ['apply', '--server-side', '--force-conflicts', '--field-manager=kubernixos', '-f', '-'],
      { stdin },
    );
  await apply(JSON.stringify(bystanders(name)));
  return {
    gateway,
    write,
    kubectl: (args) => tools.kubectl([...args, '-n', name]),
    reset: async () => {
      gateway.obey(null);
      await deleteAll(tools, ['-n', name, ...removed.map((each) => `configmap/${each}`)]);
      await apply(dump);
    },
    run: (args, { env, ...options } = {}) =>
      run(args, { ...options, env: { KUBECONFIG: gateway.kubeconfig, ...env } }),
    uids: async () => {
      const all = await list(tools, ['configmaps', '-n', name]);
      const ours = all.filter(({ metadata }) => metadata.name !== 'kube-root-ca.crt');
      return Object.fromEntries(ours.map(({ metadata }) => [metadata.name, metadata.uid]));
    },
    writes: () => gateway.requests().filter(isWrite),
    remove: async () => {
      await gateway.stop();
      await deleteAll(tools, [`namespace/${name}`]);
    },
  };
}

/** Whether a request could write something; the Lease, by which runs take turns, aside. */
export function isWrite({ method, path }: GatewayRequest): boolean {
  return method !== 'GET' && !path.includes('/leases');
}

/** What is nobody's, and what is another deployment's. */
function bystanders(name: string): object {
  const others = configMap(name, 'others');
  return {
    apiVersion: 'v1',
    kind: 'List',
    items: [
      configMap(name, 'unmanaged'),
      {
        ...others,
        metadata: {
          ...others.metadata,
          labels: { kubernixos: 'a'.repeat(62) },
          annotations: { 'kubernixos/owner': `other:/ConfigMap/${name}/others` },
        },
      },
    ],
  };
}
