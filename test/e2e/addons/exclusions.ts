/** Files below cluster/addons that cannot be deployed, or not beside the others, and why. */
export const exclusions: Readonly<Record<string, string>> = {
  'fluentd-gcp/fluentd-gcp-ds.yaml': 'a template, which is no YAML before it is filled in',
  'metadata-agent/stackdriver/metadata-agent.yaml': 'a template, whose gaps are no numbers',
  'metrics-server/metrics-apiservice.yaml':
    'without a server behind it its API group stays stale, and no Namespace can be deleted',
  'node-problem-detector/npd.yaml':
    'sets nodeSelectors, which no Pod has: strict validation refuses it',
  'rbac/legacy-kubelet-user-disable/kubelet-binding.yaml':
    'says the opposite of rbac/legacy-kubelet-user under the same identity',
  'storage-class/azure/default.yaml': 'has the identity of storage-class/local/default.yaml',
  'storage-class/gce/default.yaml': 'has the identity of storage-class/local/default.yaml',
};
