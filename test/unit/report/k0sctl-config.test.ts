import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { JsonObject } from '../../../src/model/json.ts';
import {
  k0sctlConfig,
  printConfigJson,
  printConfigYaml,
} from '../../../src/report/k0sctl-config.ts';

const formats = [
  ['JSON', printConfigJson],
  ['YAML', printConfigYaml],
] as const;

const text = fc.oneof(
  fc.string(),
  fc.constantFrom('$HOME', '${HOME}', '$$', 'a\n$b\n', '=secret-0.0=', '=secret-0', '\\u0024'),
);
const arbitraryDocument: fc.Arbitrary<JsonObject> = fc.record({
  password: text,
  spec: fc.dictionary(text, fc.oneof(text, fc.array(text), fc.integer(), fc.boolean())),
});

describe.each(formats)('as %s', (_, print) => {
  test('a document reads back as it is, and has nothing for k0sctl to replace', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryDocument, async (document) => {
        const printed = await k0sctlConfig(document, [], print);
        expect(printed).not.toContain('$');
        expect(parse(printed)).toEqual(document);
      }),
    );
  });

  test('only a secret is a variable for k0sctl, whatever the document holds', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryDocument, async (document) => {
        const reference = { path: ['password'], variable: 'WINDOWS_PASSWORD' };
        const printed = await k0sctlConfig(document, [reference], print);
        expect(printed.match(/\$/g)).toHaveLength(1);
        expect(parse(printed)).toEqual({ ...document, password: '${WINDOWS_PASSWORD}' });
      }),
    );
  });

  test('secrets stand in quotes, each with its own variable', async () => {
    const references = Array.from('abcdefghijkl', (name) => ({
      path: [name],
      variable: `V_${name}`,
    }));
    const printed = await k0sctlConfig({ z: 1 }, references, print);
    for (const { variable } of references) expect(printed).toContain(`"\${${variable}}"`);
  });
});
