/** Manifests that tests put together; as little in each as the API server accepts. */

export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: Readonly<Record<string, unknown>> & { readonly name: string };
  readonly [field: string]: unknown;
}

export function namespace(name: string): Manifest {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name } };
}

export function configMap(
  namespace: string,
  name: string,
  data: Readonly<Record<string, string>> = {},
): Manifest {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace }, data };
}

export function service(
  namespace: string,
  name: string,
  spec: Readonly<Record<string, unknown>> = {},
): Manifest {
  const ports = [{ port: 80 }];
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace },
    spec: { ports, ...spec },
  };
}

/** A Deployment of no pods. */
export function deployment(namespace: string, name: string): Manifest {
  const labels = { app: name };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace },
    spec: {
      replicas: 0,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: { containers: [{ name: 'main', image: 'registry.example.com/main:1' }] },
      },
    },
  };
}

export function clusterRole(name: string): Manifest {
  const rules = [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }];
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: { name },
    rules,
  };
}

/** The definition of the namespaced kind Widget, in a group of the caller's. */
export function widgetDefinition(group: string): Manifest {
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `widgets.${group}` },
    spec: {
      group,
      scope: 'Namespaced',
      names: { kind: 'Widget', plural: 'widgets', singular: 'widget', listKind: 'WidgetList' },
      versions: [
        {
          name: 'v1',
          served: true,
          storage: true,
          schema: {
            openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
          },
        },
      ],
    },
  };
}

export function widget(
  group: string,
  namespace: string,
  name: string,
  metadata: Readonly<Record<string, unknown>> = {},
): Manifest {
  return {
    apiVersion: `${group}/v1`,
    kind: 'Widget',
    metadata: { ...metadata, name, namespace },
    spec: {},
  };
}
