import type { Reporter, TestModule } from 'vitest/node';

/**
 * Ends a run with the line `N passed, N failed[, N skipped]`, which vitest itself does not print.
 * A test file that could not be loaded, and an error outside every test, count as failed.
 */
export class ClosingLineReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    console.log(closingLine(modules, errors.length));
  }
}

function closingLine(modules: readonly TestModule[], errors: number): string {
  const tests = modules.flatMap((module) => [...module.children.allTests()]);
  const count = (state: string) => tests.filter((test) => test.result().state === state).length;
  const broken = modules.filter((module) => module.errors().length > 0).length;
  const skipped = count('skipped');
  const line = `${count('passed')} passed, ${count('failed') + broken + errors} failed`;
  return skipped === 0 ? line : `${line}, ${skipped} skipped`;
}
