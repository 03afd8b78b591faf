/**
 * Fields that the schema calls required and the API server does without: Go gives them a value that it
 * takes. By definition, without `io.k8s.`.
 */
const OPTIONAL: Readonly<Record<string, readonly string[]>> = {
  'api.core.v1.LimitRangeSpec': ['limits'],
  'api.storage.v1.CSIDriver': ['spec'],
  'api.storage.v1.TokenRequest': ['audience'],
  'apiextensions-apiserver.pkg.apis.apiextensions.v1.CustomResourceDefinitionVersion': ['served'],
  'api.core.v1.PreferredSchedulingTerm': ['preference'],
  'api.core.v1.SleepAction': ['seconds'],
  'api.core.v1.HTTPHeader': ['value'],
  'api.batch.v1.PodFailurePolicy': ['rules'],
  'apimachinery.pkg.apis.meta.v1.OwnerReference': ['apiVersion', 'kind', 'name', 'uid'],
};

export function isOptional(definition: string | null, field: string): boolean {
  const name = definition?.replace(/^io\.k8s\./, '') ?? '';
  return OPTIONAL[name]?.includes(field) === true;
}
