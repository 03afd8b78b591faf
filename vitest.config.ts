import { defineConfig } from 'vitest/config';
import { ClosingLineReporter } from './test/support/closing-line-reporter.ts';

const second = 1000;

// Most tests wait for programs: one of two cores, vitest's own choice, would be idle half of the time.
const workers = 2;

if (Number.parseInt(process.versions.node) < 22) {
  throw new Error(
    `This is Node ${process.versions.node}. \`npm test\` and \`npx vitest\` use the project's own.`,
  );
}

export default defineConfig({
  test: {
    reporters: ['default', new ClosingLineReporter()],
    teardownTimeout: 60 * second,
    // Groups run one after the other, the quick ones first. Zero would put a group last where a machine
    // has no more than two cores.
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts'],
          maxWorkers: workers,
          sequence: { groupOrder: 1 },
          // For what hangs: property tests take their time on a busy machine.
          testTimeout: 30 * second,
        },
      },
      {
        test: {
          name: 'nix',
          include: ['test/nix/**/*.test.ts'],
          maxWorkers: workers,
          sequence: { groupOrder: 1 },
          testTimeout: 60 * second,
          hookTimeout: 60 * second,
        },
      },
      {
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          maxWorkers: workers,
          sequence: { groupOrder: 1 },
          testTimeout: 60 * second,
          hookTimeout: 60 * second,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          exclude: ['test/e2e/addons/**'],
          globalSetup: ['./test/support/control-plane-setup.ts'],
          testTimeout: 180 * second,
          hookTimeout: 180 * second,
          // One cluster for all files: an inventory sees every object, so files take turns.
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
        },
      },
      {
        test: {
          // A cluster of its own: the add-ons are cluster-wide, and in the way of other tests.
          name: 'addons',
          include: ['test/e2e/addons/**/*.test.ts'],
          globalSetup: ['./test/support/control-plane-setup.ts'],
          testTimeout: 180 * second,
          hookTimeout: 180 * second,
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
});
