import type { ApplyChange, FieldChange, Plan } from '../../../src/model/plan.ts';
import { managedObject, target, TYPES } from '../../support/builders.ts';

/** A plan that has nothing in it, or what is told. */
export function plan(more: Partial<Plan> = {}): Plan {
  return {
    covers: ['apply', 'prune'],
    applies: [],
    prunes: [],
    cascades: new Map(),
    gaps: [],
    guard: null,
    ...more,
  };
}

export function field(more: Partial<FieldChange> = {}): FieldChange {
  return { path: 'data.key', type: 'replace', from: 'old', to: 'new', masked: false, ...more };
}

/** One change of every kind. */
export const everything: Plan = plan({
  applies: [
    { op: 'create', target: target({ type: TYPES.Namespace, name: 'shop' }), note: null },
    { op: 'create', target: target({ name: 'fresh' }), note: 'its Namespace is created first' },
    update({ fields: [field()], taken: [{ manager: 'hpa', paths: ['data.key'] }] }),
    { op: 'unchanged', target: target({ name: 'same' }) },
    { op: 'failed', target: target({ name: 'bad' }), message: 'is invalid' },
  ],
  prunes: [
    { op: 'prune', object: managedObject({ name: 'surplus' }), legacy: false },
    {
      op: 'keep',
      object: managedObject({ name: 'precious' }),
      reason: { type: 'retained', by: 'kubernixos/prune: disabled' },
    },
  ],
});

export function update(
  more: Partial<Extract<ApplyChange, { readonly op: 'update' }>>,
): Extract<ApplyChange, { readonly op: 'update' }> {
  return { op: 'update', target: target(), fields: [], taken: [], note: null, ...more };
}
