import { waitFor } from '../../support/wait-for.ts';
import { list, nameOf, uids, versions } from '../main/live.ts';
import { configMap, namespace } from '../main/manifests.ts';
import { deleteAll, prepareScenario, type Scenario } from '../main/scenario.ts';

/** A deployment that is there when something goes wrong. */
export interface Deployed extends Scenario {
  readonly namespace: string;
  /** What the next release says: it changes one of the objects, and has lost another. */
  readonly next: readonly object[];
  /** The names of the ConfigMaps in the Namespace, without the one of Kubernetes. */
  readonly configMaps: () => Promise<readonly string[]>;
  /** Identities and versions of all that is in the Namespace; equal where nothing was touched. */
  readonly state: () => Promise<object>;
  readonly remove: () => Promise<void>;
}

/** Deploys, as `name`, a Namespace of that name with the ConfigMaps `changed` and `removed`. */
export async function deployFirst(name: string): Promise<Deployed> {
  const scenario = await prepareScenario(name);
  const { tools } = scenario;
  const first = [namespace(name), configMap(name, 'changed'), configMap(name, 'removed')];
  await scenario.write({ manifests: first });
  await scenario.passes(['apply', 'prune', '--yes']);
  const live = async () =>
    (await list(tools, ['namespaces,configmaps,secrets', '-A'])).filter(
      ({ metadata }) => metadata.name === name || metadata.namespace === name,
    );
  // A controller puts it there in its own time.
  await waitFor(() => tools.kubectl(['get', 'configmap', 'kube-root-ca.crt', '-n', name]));
  return {
    ...scenario,
    namespace: name,
    next: [namespace(name), configMap(name, 'changed', { new: 'value' })],
    configMaps: async () =>
      (await list(tools, ['configmaps', '-n', name]))
        .map(({ metadata }) => metadata.name)
        .filter((name) => name !== 'kube-root-ca.crt'),
    state: async () => {
      const objects = await live();
      return { uids: uids(objects), versions: versions(objects), names: objects.map(nameOf) };
    },
    remove: () => deleteAll(tools, [`namespace/${name}`]),
  };
}
