import { printJson } from '../model/exact-json.ts';
import type { Json, JsonObject } from '../model/json.ts';
import type { ClusterAddress } from '../model/kubeconfig.ts';
import type { LiveObject } from '../model/managed-object.ts';
import type { ApplyChange, FieldChange, Plan, PruneChange } from '../model/plan.ts';
import type { Release } from '../model/release.ts';
import { compareKeys, type ObjectKey } from '../model/object-key.ts';
import { keepReason } from './plan.ts';
import { countPlan, planKey } from './plan-summary.ts';

/** A plan for programs. Fields are only ever added to it: docs/plan.md describes them all. */
export function planJson(plan: Plan, release: Release, address: ClusterAddress): string {
  const changes = [...plan.applies, ...plan.prunes].sort((a, b) =>
    compareKeys(planKey(a), planKey(b)),
  );
  const document: JsonObject = {
    apiVersion: 'kubernixos/v1',
    kind: 'Plan',
    release: release.checksum,
    deployment: release.settings.deployment,
    cluster: { server: address.server, context: address.context },
    covers: plan.covers,
    summary: countPlan(plan),
    changes: changes.map((change) => ({
      op: change.op,
      ...identity(change),
      ...details(change, plan),
    })),
    gaps: plan.gaps.map(({ group, type, reason }) => ({
      group,
      resource: type?.plural ?? null,
      reason,
    })),
    guard: plan.guard,
  };
  return `${printJson(document, '  ')}\n`;
}

function identity(change: ApplyChange | PruneChange): JsonObject {
  const key: ObjectKey = planKey(change);
  const namespace = key.namespace === '' ? null : key.namespace;
  const option = 'target' in change ? { option: change.target.manifest.option } : {};
  return { group: key.group, kind: key.kind, namespace, name: key.name, ...option };
}

function details(change: ApplyChange | PruneChange, { cascades }: Plan): JsonObject {
  switch (change.op) {
    case 'create':
      return { note: change.note };
    case 'update':
      return {
        note: change.note,
        fields: change.fields.map(fieldJson),
        taken: change.taken.map(({ manager, paths }) => ({ manager, paths })),
      };
    case 'unchanged':
      return {};
    case 'failed':
      return { message: change.message };
    case 'keep':
      return { reason: { type: change.reason.type, message: keepReason(change) } };
    case 'prune':
      return {
        appliedBy: change.object.checksum,
        legacy: change.legacy,
        cascade: cascadeJson(cascades.get(change.object) ?? []),
      };
  }
}

/** How many objects of which kind go along. */
function cascadeJson(objects: readonly LiveObject[]): Json {
  const byKind = Map.groupBy(objects, ({ key }) => `${key.group}/${key.kind}`);
  return [...byKind.values()]
    .flatMap(([first, ...rest]) =>
      first === undefined
        ? []
        : [{ group: first.key.group, kind: first.key.kind, count: rest.length + 1 }],
    )
    .sort((a, b) => compareKeys(keyOfKind(a), keyOfKind(b)));
}

function keyOfKind({ group, kind }: { readonly group: string; readonly kind: string }): ObjectKey {
  return { group, kind, namespace: '', name: '' };
}

/** A value that is not there, or not shown, is left out: null is a value, too. */
function fieldJson({ path, type, from, to, masked }: FieldChange): JsonObject {
  const before: Readonly<Record<string, Json>> = masked || type === 'add' ? {} : { from };
  const after: Readonly<Record<string, Json>> = masked || type === 'remove' ? {} : { to };
  return { path, type, ...before, ...after, masked };
}
