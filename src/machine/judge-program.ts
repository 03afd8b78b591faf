import type { MachineCheck } from '../model/machine-check.ts';
import type { ProgramVerdict } from '../ports/machine-checker.ts';

/**
 * What a program's answer means: any line is a fault, since what it only warns of is lost on the node.
 * `packageName` is what brings the program on Debian.
 */
export function judgeProgram(
  by: string,
  packageName: string,
  verdict: ProgramVerdict,
): MachineCheck {
  switch (verdict.type) {
    case 'missing': {
      const reason = `${by} is not installed, and may know of faults; on Debian it is in the package ${packageName}`;
      return { type: 'left-out', by, reason };
    }
    case 'failed':
      return { type: 'failed', by, faults: [verdict.reason] };
    case 'said':
      return verdict.lines.length === 0
        ? { type: 'passed', by }
        : { type: 'failed', by, faults: verdict.lines };
  }
}
