import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { createNix } from '../../../src/adapters/nix.ts';
import { evaluateRelease } from '../../../src/evaluate/evaluate-release.ts';
import { printModule } from '../../../src/import/write/print-module.ts';
import { withoutOwnMarks } from '../../../src/model/bookkeeping.ts';
import type { ImportedManifest } from '../../../src/model/imported-manifest.ts';
import type { Json } from '../../../src/model/json.ts';
import { keyOfObject } from '../../../src/model/object-key.ts';
import { sameValue } from '../../../src/model/same-value.ts';

/** A ConfigMap that holds a value; Nix sorts manifests by their names. */
function holding(data: Json, index = 0): ImportedManifest {
  const name = `m${String(index).padStart(4, '0')}`;
  const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data };
  return { object, key: keyOfObject(object), place: 'here' };
}

/** What the modules' data is in the release that real Nix makes of it. */
async function released(values: readonly Json[]): Promise<readonly Json[]> {
  const directory = await mkdtemp(join(tmpdir(), 'kubernixos-import-'));
  onTestFinished(() => rm(directory, { recursive: true }));
  const file = join(directory, 'hostgroup.nix');
  await writeFile(join(directory, 'module.nix'), printModule(values.map(holding)));
  await writeFile(file, '{ network.modules = [ ./module.nix ]; }');
  const { manifests } = await evaluateRelease(
    createNix({ env: { ...process.env, NIX_PATH: '' }, cwd: directory }),
    { source: { type: 'hostgroup', file }, evaluator: 'modules', showTrace: false },
    new AbortController().signal,
    () => undefined,
  );
  return manifests.map(({ object }) => withoutOwnMarks(object)['data'] ?? null);
}

/** Tells the first difference alone: the whole is long. */
async function expectSame(values: readonly Json[]): Promise<void> {
  const arrived = await released(values);
  expect(arrived).toHaveLength(values.length);
  const differs = values.findIndex((value, at) => !sameValue(value, arrived[at] ?? null));
  expect(arrived[differs]).toEqual(values[differs]);
}

/** Everything that means something to Nix, to the module system, to a terminal, or to an editor. */
const bit = fc.constantFrom(
  ...[
    "'",
    "''",
    '$',
    '${',
    '{',
    '}',
    '"',
    '\\',
    '\n',
    '\r',
    '\t',
    ' ',
    '  ',
    '#',
    '/*',
    'a',
    'b.c',
  ],
  ...['\u001b', '\u200b', '\ufeff', '\u2028', '\u007f', '\u0085', '\u00e9', '😀', '\u{e0041}'],
);

const text = fc.oneof(
  fc.array(bit, { maxLength: 8 }).map((bits) => bits.join('')),
  fc
    .array(fc.array(bit, { maxLength: 4 }), { maxLength: 5 })
    .map((lines) => lines.map((bits) => bits.join('')).join('\n')),
);

const name = fc.oneof(
  fc.constantFrom('_type', 'outPath', '__toString', '__functor', '__kubernixos', '$patch', 'name'),
  fc.constantFrom('if', 'or', 'null', 'rec', '0', "a'b", 'a-b', '', 'constructor', '__proto__'),
  text,
);

const number = fc.oneof(
  fc.integer(),
  fc.bigInt({ min: 2n ** 53n, max: 2n ** 63n - 1n }),
  fc.bigInt({ min: -(2n ** 63n), max: -(2n ** 53n) }),
  // What has no fraction is an integer to Kubernetes, up to where JSON has an exponent.
  fc
    .double({ noNaN: true, noDefaultInfinity: true })
    .filter((value) => !Number.isInteger(value) || Math.abs(value) >= 1e21),
);

const { value } = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constant(null),
    fc.boolean(),
    number,
    text,
    fc.array(tie('value'), { maxLength: 4 }),
    fc
      .uniqueArray(fc.tuple(name, tie('value')), { selector: ([key]) => key, maxLength: 4 })
      .map((fields): Json => Object.fromEntries<Json>(fields)),
  ),
}));

test('whatever a manifest holds arrives as it was', async () => {
  await expectSame(fc.sample(value, { numRuns: 600, seed: 125 }));
});

test('every text arrives as it was', async () => {
  await expectSame(fc.sample(text, { numRuns: 2000, seed: 125 }));
});
