import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { libraries } from '../../support/libraries.ts';
import { evaluateNix } from '../../support/nix-eval.ts';

interface Told {
  readonly name: string;
  readonly phrases: readonly string[];
  readonly actual: readonly string[];
}
interface Cases {
  readonly problems: readonly Told[];
  readonly warnings: readonly Told[];
  readonly values: readonly {
    readonly name: string;
    readonly expected: unknown;
    readonly actual: unknown;
  }[];
  readonly refused: readonly Omit<Told, 'actual'>[];
}

const folder = dirname(fileURLToPath(import.meta.url));

for (const library of libraries) {
  const harness = `(import ${join(folder, 'harness.nix')} { lib = ${library.expression}; })`;
  const cases = await readCases(harness);

  describe(`machines, with the ${library.name} library`, () => {
    test.each([...cases.problems, ...cases.warnings])('$name', ({ phrases, actual }) => {
      const found: unknown = phrases.map((phrase) => expect.stringContaining(phrase) as unknown);
      expect(actual).toEqual(found);
      expect(actual.join('\n')).not.toContain('hunter2');
    });

    test.each(cases.values)('$name', ({ expected, actual }) => {
      expect(actual).toEqual(expected);
    });

    test.each(cases.refused)('$name', async ({ name, phrases }) => {
      const evaluation = await evaluateNix(`${harness}.refuse ${JSON.stringify(name)}`);
      const message = evaluation.ok ? 'no error' : evaluation.message;
      for (const phrase of phrases) expect(message).toContain(phrase);
    });

    test('every problem names an option and says what to do', () => {
      const sentences = cases.problems.flatMap(({ actual }) => actual);
      expect(sentences.length).toBeGreaterThan(60);
      for (const sentence of sentences)
        expect(sentence).toMatch(
          /^kubernixos\.machines\b.*\. .*\b(write|use|keep|remove|name|give|make)\b/is,
        );
    });
  });
}

async function readCases(harness: string): Promise<Cases> {
  const evaluation = await evaluateNix(
    `{ inherit (${harness}) problems refused values warnings; }`,
  );
  if (!evaluation.ok) throw new Error(evaluation.message);
  return evaluation.value as Cases;
}
