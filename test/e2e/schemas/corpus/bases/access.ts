/** Good manifests of access rules, to be broken. */

const group = 'rbac.authorization.k8s.io';
const rules = [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }];
const subjects = [{ kind: 'ServiceAccount', name: 'shop', namespace: 'default' }];

export const serviceAccount = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: {} };

export const role = { apiVersion: `${group}/v1`, kind: 'Role', metadata: {}, rules };

export const clusterRole = { ...role, kind: 'ClusterRole' };

export const roleBinding = {
  apiVersion: `${group}/v1`,
  kind: 'RoleBinding',
  metadata: {},
  roleRef: { apiGroup: group, kind: 'Role', name: 'shop' },
  subjects,
};

export const clusterRoleBinding = {
  ...roleBinding,
  kind: 'ClusterRoleBinding',
  roleRef: { ...roleBinding.roleRef, kind: 'ClusterRole' },
};
