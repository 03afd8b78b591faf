import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { evaluateNix } from '../../support/nix-eval.ts';
import { decodeTransport } from './decode-transport.ts';

const lib = join(import.meta.dirname, '../../../lib');

// Keys that mean something to Nix, to the module system or to the merge of lists.
const key = fc.oneof(
  fc.constantFrom('_type', 'outPath', '__toString', '__kubernixos', 'type', 'config', 'options'),
  fc.constantFrom('name', 'ports', 'port', 'env', 'containers', 'items', 'content', 'contents'),
  // Nix has no strings with NUL.
  fc.string({ unit: 'grapheme', maxLength: 6 }).filter((text) => !/\0|__proto__/.test(text)),
);

const { value: json } = fc.letrec<{ value: unknown; record: unknown }>((tie) => ({
  record: fc.dictionary(key, tie('value'), { maxKeys: 5 }),
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constant(null),
    fc.boolean(),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
    key,
    fc.array(tie('value'), { maxLength: 4 }),
    tie('record'),
  ),
}));

const manifests = () =>
  fc.sample(fc.dictionary(key, json, { maxKeys: 6 }), { numRuns: 300, seed: 7 });

test('a manifest of one definition arrives as it was written', async () => {
  const documents = manifests();
  expect(await merged(documents, 'document: [ document ]')).toEqual(documents);
});

test('a manifest merged with itself is itself', async () => {
  const documents = manifests();
  expect(await merged(documents, 'document: [ document document ]')).toEqual(documents);
});

test('a manifest in parts is the whole', async () => {
  const documents = manifests();
  const parts =
    'document: map (name: { ${name} = document.${name}; }) (builtins.attrNames document) ++ [ { } ]';
  expect(await merged(documents, parts)).toEqual(documents);
});

/** Each document through the manifest option, as the definitions that a Nix function makes of it. */
async function merged(documents: readonly unknown[], definitionsOf: string): Promise<unknown> {
  const folder = await mkdtemp(join(tmpdir(), 'kubernixos-round-trip-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, 'documents.json');
  await writeFile(file, JSON.stringify(documents));
  const evaluation = await evaluateNix(`
    let
      inherit (import ${lib}/default.nix { }) types;
      definitionsOf = ${definitionsOf};
      merge = document:
        types.manifest.merge [ "m" ] (
          map (value: { file = "x"; inherit value; }) (definitionsOf document)
        );
    in
    map (document: (import ${lib}/encode.nix).encode (merge document))
      (builtins.fromJSON (builtins.readFile ${file}))
  `);
  if (!evaluation.ok) throw new Error(evaluation.message);
  return decodeTransport(evaluation.value);
}
