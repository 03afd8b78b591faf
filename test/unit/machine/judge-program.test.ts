import { expect, test } from 'vitest';
import { judgeProgram } from '../../../src/machine/judge-program.ts';
import type { ProgramVerdict } from '../../../src/ports/machine-checker.ts';

test.each<readonly [string, ProgramVerdict, unknown]>([
  ['silence is a good sign', { type: 'said', lines: [] }, { type: 'passed', by: 'p' }],
  [
    'a warning is a fault',
    { type: 'said', lines: ['warning: unused key'] },
    { type: 'failed', by: 'p', faults: ['warning: unused key'] },
  ],
  [
    'what could not be asked has checked nothing',
    { type: 'failed', reason: 'too slow' },
    { type: 'failed', by: 'p', faults: ['too slow'] },
  ],
  [
    'what is not here is left out, and it is said where it is',
    { type: 'missing' },
    {
      type: 'left-out',
      by: 'p',
      reason: 'p is not installed, and may know of faults; on Debian it is in the package deb',
    },
  ],
])('%s', (_, verdict, expected) => {
  expect(judgeProgram('p', 'deb', verdict)).toEqual(expected);
});
