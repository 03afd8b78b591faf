import { type Pipeline, setsIn, textIn, textsIn } from './pipeline.ts';
import { HOOKS, readStep, within } from './read-step.ts';
import { isSet } from './fields.ts';

/** A step at its place, with the resource that it gets or puts, if it does. */
export interface PlacedStep {
  readonly at: string;
  readonly kind: string;
  readonly value: Pipeline;
  readonly name: string;
  readonly resource: string;
  readonly passed: readonly string[];
  readonly faults: readonly string[];
}

/** All steps of a job, those within others and in hooks too. */
export function stepsOf(job: Pipeline): readonly PlacedStep[] {
  const hooks = HOOKS.map((hook) => job[hook]).filter(isSet);
  return [...setsIn(job, 'plan'), ...hooks].flatMap((step) =>
    withInner(step, `jobs.${textIn(job, 'name')}`),
  );
}

function withInner(value: Pipeline, above: string): readonly PlacedStep[] {
  const { kind, faults } = readStep(value, above);
  const name = textIn(value, kind);
  const at = `${above}.${kind}(${name})`;
  const moves = kind === 'get' || kind === 'put';
  const placed = {
    at,
    kind,
    value,
    name,
    resource: moves ? textIn(value, 'resource') || name : '',
    passed: kind === 'get' ? textsIn(value, 'passed') : [],
    faults,
  };
  return [placed, ...within(value).flatMap((step) => withInner(step, at))];
}
