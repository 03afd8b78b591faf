import { waitFor } from '../../support/wait-for.ts';
import { list, versions } from '../main/live.ts';
import { configMap, namespace } from '../main/manifests.ts';
import { deleteAll, prepareScenario, type Scenario } from '../main/scenario.ts';

/** A deployment that is there when something goes wrong. */
export interface Deployed extends Scenario {
  /** Its Namespace, and the ConfigMaps `changed` and `removed` in it. */
  readonly first: readonly object[];
  /** What the next release says: it changes one ConfigMap, and has lost the other. */
  readonly next: readonly object[];
  /** resourceVersion of all that is in the Namespace, by name; equal where nothing was touched. */
  readonly state: () => Promise<Readonly<Record<string, string>>>;
  /** The names of the ConfigMaps in the Namespace, without the one that Kubernetes puts there. */
  readonly configMaps: () => Promise<readonly string[]>;
  readonly remove: () => Promise<void>;
}

/** Deploys the first release, as deployment and to the Namespace `name`. */
export async function deployFirst(name: string): Promise<Deployed> {
  const scenario = await prepareScenario(name);
  const { tools } = scenario;
  const first = [namespace(name), configMap(name, 'changed'), configMap(name, 'removed')];
  await scenario.write({ manifests: first });
  await scenario.passes(['apply', 'prune', '--yes']);
  await waitFor(() => tools.kubectl(['get', 'configmap', rootCertificate, '-n', name]));
  return {
    ...scenario,
    first,
    next: [namespace(name), configMap(name, 'changed', { new: 'value' })],
    state: async () => {
      const all = await list(tools, ['namespaces,configmaps,secrets', '--all-namespaces']);
      const isOurs = (value?: string) => value === name;
      return versions(
        all.filter(({ metadata }) => isOurs(metadata.name) || isOurs(metadata.namespace)),
      );
    },
    configMaps: async () => {
      const names = (await list(tools, ['configmaps', '-n', name])).map(
        (each) => each.metadata.name,
      );
      return names.filter((each) => each !== rootCertificate);
    },
    remove: () => deleteAll(tools, [`namespace/${name}`]),
  };
}

/** A controller puts it into every Namespace, in its own time. */
const rootCertificate = 'kube-root-ca.crt';
