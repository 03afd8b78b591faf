import {
  clusterRole,
  configMap,
  deployment,
  type Manifest,
  namespace,
  service,
  widget,
  widgetDefinition,
} from '../main/manifests.ts';

/** Manifests of many kinds that may come and go, and those that they need. */
export interface ManyKinds {
  readonly needed: readonly Manifest[];
  readonly others: readonly Manifest[];
  /** Of the others those that lie in no Namespace, as `kind/name`. */
  readonly clusterWide: readonly string[];
  /** What `kubectl get` lists them by. */
  readonly types: readonly string[];
}

/** 560 objects in a Namespace, beside it, and of a kind of their own. */
export function manyKinds(name: string): ManyKinds {
  const group = `${name}.example.com`;
  const roles = times(20, (id) => clusterRole(`${name}-${id}`));
  return {
    needed: [namespace(name), widgetDefinition(group)],
    others: [
      ...times(260, (id) => configMap(name, `map-${id}`, { id })),
      ...times(120, (id) =>
        inNamespace(name, 'v1', 'Secret', `secret-${id}`, { stringData: { id } }),
      ),
      ...times(40, (id) => inNamespace(name, 'v1', 'ServiceAccount', `account-${id}`)),
      ...times(40, (id) => inNamespace(name, RBAC, 'Role', `role-${id}`, { rules: [] })),
      ...times(30, (id) => roleBinding(name, id)),
      ...times(10, (id) => service(name, `service-${id}`)),
      ...times(10, (id) => deployment(name, `deployment-${id}`)),
      ...roles,
      ...times(30, (id) => widget(group, name, `widget-${id}`)),
    ],
    clusterWide: roles.map(({ metadata }) => `clusterrole/${metadata.name}`),
    types: [
      ...['configmaps', 'secrets', 'serviceaccounts', 'roles', 'rolebindings', 'services'],
      ...['deployments', 'clusterroles', `widgets.${group}`],
    ],
  };
}

const RBAC = 'rbac.authorization.k8s.io/v1';

function times(count: number, make: (id: string) => Manifest): readonly Manifest[] {
  return Array.from({ length: count }, (_, index) => make(String(index)));
}

function inNamespace(
  namespace: string,
  apiVersion: string,
  kind: string,
  name: string,
  more: object = {},
): Manifest {
  return { apiVersion, kind, metadata: { name, namespace }, ...more };
}

function roleBinding(namespace: string, id: string): Manifest {
  return inNamespace(namespace, RBAC, 'RoleBinding', `binding-${id}`, {
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: `role-${id}` },
    subjects: [{ kind: 'User', name: 'somebody', apiGroup: 'rbac.authorization.k8s.io' }],
  });
}
