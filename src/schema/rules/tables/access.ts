import { type FieldTable, NEEDED } from './table.ts';

const RBAC = ['rbac.authorization.k8s.io'];

/** https://kubernetes.io/docs/reference/kubernetes-api/authorization-resources/ */
export const ACCESS_FIELDS: FieldTable = {
  'api.rbac.v1.PolicyRule': { verbs: NEEDED },
  'api.rbac.v1.RoleRef': {
    apiGroup: { words: RBAC },
    kind: { needed: true, words: ['ClusterRole', 'Role'] },
    name: NEEDED,
  },
  'api.rbac.v1.Subject': {
    kind: { needed: true, words: ['Group', 'ServiceAccount', 'User'] },
    name: NEEDED,
    apiGroup: { words: RBAC },
  },
};
