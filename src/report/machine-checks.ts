import type { CheckedMachine, MachineCheck } from '../model/machine-check.ts';
import { count } from './count.ts';
import { printableLine } from './printable.ts';

/** A machine whose checks found nothing, in one line, which also names those that were not made. */
export function checkedLine({ name, files, units, checks }: CheckedMachine): string {
  const parts = `${count(files, 'file')}, ${count(units, 'unit')}`;
  const leftOut = namesOf(checks, 'left-out');
  const rest = leftOut === '' ? '' : `; NOT CHECKED by ${leftOut}`;
  return printableLine(`${name}: ${parts}; right by ${namesOf(checks, 'passed')}${rest}`);
}

function namesOf(checks: readonly MachineCheck[], type: MachineCheck['type']): string {
  const names = checks.flatMap((check) => (check.type === type ? [check.by] : []));
  return [...new Set(names)].join(', ');
}

/** What is wrong, a line each. */
export function faultLines({ name, checks }: CheckedMachine): readonly string[] {
  return checks.flatMap((check) =>
    check.type === 'failed'
      ? check.faults.map((fault) => printableLine(`${name}: ${check.by}: ${fault}`))
      : [],
  );
}

/** What could not be checked, each reason once. */
export function uncheckedLines(machines: readonly CheckedMachine[]): readonly string[] {
  const checks: readonly MachineCheck[] = machines.flatMap((machine) => machine.checks);
  const reasons = checks.flatMap((check) => (check.type === 'left-out' ? [check.reason] : []));
  return [...new Set(reasons)].map((reason) => printableLine(`not checked: ${reason}`));
}
