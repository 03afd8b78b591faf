import type { JsonObject } from '../../model/json.ts';
import type { Report, Trail } from '../report.ts';
import type { ObjectRules } from '../shape.ts';
import { checkAlternatives } from './alternatives.ts';
import { checkFieldRule } from './field-rule.ts';
import { checkMetadata } from './metadata.ts';
import { checkClaim } from './claim.ts';
import { checkEndpointSlice } from './endpoint-slice.ts';
import { checkPod } from './mounts.ts';
import { checkClusterBinding, checkPolicyRule } from './access.ts';
import { checkSelector } from './selectors.ts';
import { checkService } from './service.ts';
import { checkStructure } from './structural-schema.ts';
import { ACCESS_FIELDS } from './tables/access.ts';
import { CONFIGURATION_FIELDS } from './tables/configuration.ts';
import { EXTENSION_ALTERNATIVES, EXTENSION_FIELDS } from './tables/extensions.ts';
import { NETWORKING_ALTERNATIVES, NETWORKING_FIELDS } from './tables/networking.ts';
import { POD_ALTERNATIVES, POD_FIELDS } from './tables/pods.ts';
import type { AlternativesTable, FieldTable } from './tables/table.ts';
import { WORKLOAD_FIELDS } from './tables/workloads.ts';
import { checkJob, checkWorkload } from './workload.ts';

type Rule = (value: JsonObject, at: Trail | null, report: Report) => void;

/** What takes more than a table. */
const RULES: Readonly<Record<string, Rule>> = {
  'apimachinery.pkg.apis.meta.v1.ObjectMeta': checkMetadata,
  'apimachinery.pkg.apis.meta.v1.LabelSelector': checkSelector,
  'api.apps.v1.DaemonSetSpec': checkWorkload,
  'api.apps.v1.DeploymentSpec': checkWorkload,
  'api.apps.v1.ReplicaSetSpec': checkWorkload,
  'api.apps.v1.StatefulSetSpec': checkWorkload,
  'api.batch.v1.JobSpec': checkJob,
  'api.core.v1.PersistentVolumeClaimSpec': checkClaim,
  'api.core.v1.Pod': checkPod,
  'api.core.v1.ServiceSpec': checkService,
  'api.rbac.v1.ClusterRoleBinding': checkClusterBinding,
  'api.rbac.v1.PolicyRule': checkPolicyRule,
  'api.discovery.v1.EndpointSlice': checkEndpointSlice,
  'apiextensions-apiserver.pkg.apis.apiextensions.v1.CustomResourceValidation': checkStructure,
};

const FIELDS: FieldTable = {
  ...POD_FIELDS,
  ...WORKLOAD_FIELDS,
  ...NETWORKING_FIELDS,
  ...ACCESS_FIELDS,
  ...CONFIGURATION_FIELDS,
  ...EXTENSION_FIELDS,
};

const ALTERNATIVES: AlternativesTable = {
  ...POD_ALTERNATIVES,
  ...NETWORKING_ALTERNATIVES,
  ...EXTENSION_ALTERNATIVES,
};

/** Whether a table says of a field, among others, that it has to be there. */
export function hasFieldRule(definition: string | null, field: string): boolean {
  return FIELDS[shortName(definition ?? '')]?.[field]?.needed === true;
}

/** Checks what the API server checks of a definition besides its schema. */
export function checkDefinition(
  definition: string,
  value: JsonObject,
  rules: ObjectRules,
  at: Trail | null,
  report: Report,
): void {
  const name = shortName(definition);
  RULES[name]?.(value, at, report);
  for (const [field, rule] of Object.entries(FIELDS[name] ?? {}))
    checkFieldRule(value, field, rule, rules.required.includes(field), at, report);
  const alternatives = ALTERNATIVES[name];
  if (alternatives !== undefined) checkAlternatives(value, alternatives, at, report);
}

function shortName(definition: string): string {
  return definition.replace(/^io\.k8s\./, '');
}
