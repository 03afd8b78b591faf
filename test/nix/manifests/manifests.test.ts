import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { evaluateNix } from '../../support/nix-eval.ts';
import { libraries } from '../../support/libraries.ts';
import { tally } from '../../support/tally.ts';

interface Case {
  readonly name: string;
}
interface ValueCase extends Case {
  readonly expected: unknown;
  readonly actual: unknown;
}
interface FailureCase extends Case {
  readonly phrases: readonly string[];
}
interface Cases {
  readonly values: readonly ValueCase[];
  readonly failures: readonly FailureCase[];
}

const folder = dirname(fileURLToPath(import.meta.url));
const counts = tally('manifests');

for (const library of libraries) {
  const harness = `(import ${join(folder, 'harness.nix')} { lib = ${library.expression}; })`;
  const cases = await readCases(harness);

  describe(`manifests, with the ${library.name} library`, () => {
    test.each(cases.values)('$name', ({ name, actual, expected }) => {
      counts.note(name, library, JSON.stringify(actual));
      expect(actual).toEqual(expected);
    });

    test('what is printed is what modules see', async () => {
      expect(await evaluateNix(`${harness}.differing`)).toEqual({ ok: true, value: [] });
    });

    test.each(cases.failures)('$name', async ({ name, phrases }) => {
      const evaluation = await evaluateNix(`${harness}.fail ${JSON.stringify(name)}`);
      const message = evaluation.ok ? JSON.stringify(evaluation.value) : evaluation.message;
      const isListed = !evaluation.ok && phrases.every((phrase) => message.includes(phrase));
      counts.note(name, library, isListed ? null : message);
      for (const phrase of phrases) expect(message).toContain(phrase);
      expect(message).not.toContain('hunter2');
    });
  });
}

test('the libraries agree on manifests', () => {
  console.log(counts.summary());
  expect(counts.disagreements()).toEqual([]);
});

async function readCases(harness: string): Promise<Cases> {
  const evaluation = await evaluateNix(`{ inherit (${harness}) values failures; }`);
  if (!evaluation.ok) throw new Error(evaluation.message);
  assertCases(evaluation.value);
  return evaluation.value;
}

function assertCases(value: unknown): asserts value is Cases {
  const named: unknown = expect.objectContaining({ name: expect.any(String) as unknown });
  const some: unknown = expect.arrayContaining([named]);
  expect(value).toMatchObject({ values: some, failures: some });
}
