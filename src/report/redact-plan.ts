import type { ApplyChange, Plan } from '../model/plan.ts';
import { redactStderr } from './redact-stderr.ts';

/** The plan without values of the release's Secrets in what the server said about refused objects. */
export function redactPlan(plan: Plan, secrets: readonly string[]): Plan {
  return { ...plan, applies: plan.applies.map((change) => redactChange(change, secrets)) };
}

function redactChange(change: ApplyChange, secrets: readonly string[]): ApplyChange {
  if (change.op === 'failed') return { ...change, message: redact(change.message, secrets) };
  if (!('note' in change) || change.note === null) return change;
  return { ...change, note: redact(change.note, secrets) };
}

function redact(text: string, secrets: readonly string[]): string {
  const redactor = redactStderr(secrets);
  return text
    .split('\n')
    .flatMap((line) => redactor(line) ?? [])
    .join('\n');
}
