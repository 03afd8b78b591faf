import { type AlternativesTable, type FieldTable, NEEDED } from './table.ts';

const OPERATIONS = ['*', 'CONNECT', 'CREATE', 'DELETE', 'UPDATE'];

const WEBHOOK = {
  name: { needed: true, syntax: 'dnsName' },
  admissionReviewVersions: { needed: true, syntax: 'dnsWord' },
  timeoutSeconds: { range: [1, 30] },
} as const;

const RULE = {
  operations: { needed: true, words: OPERATIONS },
  apiGroups: NEEDED,
  apiVersions: NEEDED,
  resources: NEEDED,
} as const;

const CRD = 'apiextensions-apiserver.pkg.apis.apiextensions.v1';

/** https://kubernetes.io/docs/reference/kubernetes-api/extend-resources/ */
export const EXTENSION_FIELDS: FieldTable = {
  'api.admissionregistration.v1.MutatingWebhook': WEBHOOK,
  'api.admissionregistration.v1.ValidatingWebhook': WEBHOOK,
  'api.admissionregistration.v1.RuleWithOperations': RULE,
  'api.admissionregistration.v1.NamedRuleWithOperations': RULE,
  'api.admissionregistration.v1.ServiceReference': { name: NEEDED, namespace: NEEDED },
  'api.admissionregistration.v1.ValidatingAdmissionPolicySpec': { matchConstraints: NEEDED },
  'api.admissionregistration.v1.Validation': { expression: NEEDED },
  'api.admissionregistration.v1.Variable': { name: NEEDED, expression: NEEDED },
  'api.admissionregistration.v1.MatchCondition': { name: NEEDED, expression: NEEDED },
  'api.admissionregistration.v1.ParamKind': { apiVersion: NEEDED, kind: NEEDED },
  'kube-aggregator.pkg.apis.apiregistration.v1.APIServiceSpec': {
    groupPriorityMinimum: { range: [1, 20000] },
    versionPriority: { range: [1, 1000] },
  },
  'kube-aggregator.pkg.apis.apiregistration.v1.ServiceReference': {
    name: NEEDED,
    namespace: NEEDED,
  },
  [`${CRD}.CustomResourceDefinitionSpec`]: {
    group: { needed: true, syntax: 'dnsName' },
    scope: { needed: true, words: ['Cluster', 'Namespaced'] },
    versions: NEEDED,
  },
  [`${CRD}.CustomResourceDefinitionNames`]: {
    kind: NEEDED,
    plural: { needed: true, syntax: 'dnsWord' },
    singular: { syntax: 'dnsWord' },
    shortNames: { syntax: 'dnsWord' },
    categories: { syntax: 'dnsWord' },
  },
  [`${CRD}.CustomResourceDefinitionVersion`]: {
    name: { needed: true, syntax: 'dnsWord' },
    schema: NEEDED,
  },
  [`${CRD}.CustomResourceValidation`]: { openAPIV3Schema: NEEDED },
  [`${CRD}.CustomResourceConversion`]: { strategy: { needed: true, words: ['None', 'Webhook'] } },
  [`${CRD}.CustomResourceColumnDefinition`]: { name: NEEDED, type: NEEDED, jsonPath: NEEDED },
};

export const EXTENSION_ALTERNATIVES: AlternativesTable = {
  'api.admissionregistration.v1.WebhookClientConfig': {
    least: 1,
    most: 1,
    fields: ['service', 'url'],
  },
};
