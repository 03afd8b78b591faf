import { showKey } from '../model/object-key.ts';
import type { ApplyChange, Plan, Prune, PruneChange } from '../model/plan.ts';
import { fieldLines, takenLines } from './field-lines.ts';
import { keepReason, pruneReason } from './plan.ts';
import { planKey, type PlanOp, summarizePlan } from './plan-summary.ts';
import { printableLine } from './printable.ts';
import { showCascade } from './question.ts';
import type { Color, Style } from './style.ts';

/** How an operation is marked, so that it can be told without colours. */
const MARKS: Readonly<Record<PlanOp, readonly [sign: string, color: Color]>> = {
  create: ['+', 'green'],
  update: ['~', 'yellow'],
  unchanged: ['=', 'dim'],
  failed: ['!', 'red'],
  prune: ['-', 'red'],
  keep: ['=', 'cyan'],
};

const WIDTH = 7;

/**
 * A plan for people: what changes, grouped by namespace, each object with its fields, and a summary
 * line at the end. What stays as it is is only counted.
 */
export function planLines(plan: Plan, style: Style): readonly string[] {
  const told = [...plan.applies.filter(({ op }) => op !== 'unchanged'), ...plan.prunes];
  const groups = Map.groupBy(told, (change) => planKey(change).namespace);
  const sections = [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([namespace, changes]) => [
      style('bold', printableLine(namespace === '' ? 'Cluster-wide' : `Namespace ${namespace}`)),
      ...changes.flatMap((change) => changeLines(change, plan, style)),
      '',
    ]);
  return [...sections.flat(), summarizePlan(plan)];
}

function changeLines(
  change: ApplyChange | PruneChange,
  plan: Plan,
  style: Style,
): readonly string[] {
  const [sign, color] = MARKS[change.op];
  const name = printableLine(showKey({ ...planKey(change), namespace: '' }));
  const why = remark(change, plan);
  const head = `  ${style(color, `${sign} ${change.op.padEnd(WIDTH)}`)} ${name}`;
  const tail = why === null ? '' : `  ${printableLine(why)}`;
  const details = change.op === 'update' ? updateLines(change, style) : [];
  return [`${head}${tail}`, ...details.map((line) => `      ${line}`)];
}

function updateLines(
  { fields, taken }: Extract<ApplyChange, { readonly op: 'update' }>,
  style: Style,
): readonly string[] {
  return [...fields.flatMap((field) => fieldLines(field, style)), ...takenLines(taken, style)];
}

/** What is said beside the object; null for nothing. */
function remark(change: ApplyChange | PruneChange, plan: Plan): string | null {
  switch (change.op) {
    case 'create':
    case 'update':
      return change.note;
    case 'failed':
      return change.message;
    case 'unchanged':
      return null;
    case 'keep':
      return keepReason(change);
    case 'prune':
      return pruneRemark(change, plan);
  }
}

function pruneRemark(prune: Prune, { cascades }: Plan): string {
  const cascade = cascades.get(prune.object) ?? [];
  return [pruneReason(prune), ...(cascade.length > 0 ? [showCascade(cascade)] : [])].join(', ');
}
