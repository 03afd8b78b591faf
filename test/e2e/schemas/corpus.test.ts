import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { clusterTools } from '../../support/cluster-tools.ts';
import { openQuestions, type Questions } from './ask-server.ts';
import { altered } from './corpus/altered.ts';
import { brokenManifests, goodManifests } from './corpus/index.ts';
import { valueAt } from './corpus/places.ts';
import { stricter } from './corpus/stricter.ts';
import { removeCustomKinds, serveCustomKinds } from './custom-kinds.ts';
import { namesField } from './names-field.ts';
import { readServedTypes } from './served-types.ts';
import { streamOf } from './stream.ts';

// What the API server says of manifests, good and broken: the standard that the offline check is held to.

const plane = inject('controlPlane');
const tools = clusterTools(plane);

let questions: Questions;

beforeAll(async () => {
  await serveCustomKinds(tools);
  questions = await openQuestions(plane, await readServedTypes(tools));
});

afterAll(async () => {
  questions.close();
  await removeCustomKinds(tools);
});

test('the corpus is large, and calls nothing by a name twice', () => {
  const names = [...brokenManifests, ...goodManifests, ...altered, ...stricter].map(
    ({ name }) => name,
  );
  expect(new Set(names).size).toBe(names.length);
  expect(brokenManifests.length).toBeGreaterThanOrEqual(150);
  expect(new Set(manifestsOf(brokenManifests).map(kindOf)).size).toBeGreaterThanOrEqual(20);
  expect(goodManifests.length).toBeGreaterThanOrEqual(60);
});

test.for(brokenManifests)('the API server refuses $name', async ({ manifest, field, server }) => {
  const { accepted, message } = await questions.ask(manifest);

  expect(accepted).toBe(false);
  if (server !== undefined) expect(message).toContain(server);
  else expect(message).toSatisfy((said: string) => namesField(said, field));
});

test.for(goodManifests)('the API server takes $name', async ({ manifest }) => {
  expect(await questions.ask(manifest)).toMatchObject({ accepted: true, message: '' });
});

test.for(stricter)('the API server takes $name', async ({ manifest }) => {
  expect(await questions.ask(manifest)).toMatchObject({ accepted: true });
});

test.for(altered)('the API server alters $name', async ({ manifest, field, becomes }) => {
  const { accepted, stored } = await questions.ask(manifest);

  expect(accepted).toBe(true);
  expect(valueAt(stored, field)).toBe(becomes);
  expect(valueAt(manifest, field)).not.toBe(becomes);
});

test('kubectl takes every good manifest', async () => {
  const { exitCode, stdout } = await rehearse(manifestsOf(goodManifests));

  expect(stdout.trim().split('\n')).toHaveLength(goodManifests.length);
  expect(exitCode).toBe(0);
});

test('kubectl takes no broken manifest', async () => {
  const { exitCode, stdout } = await rehearse(manifestsOf(brokenManifests));

  expect(stdout).toBe('');
  expect(exitCode).toBe(1);
});

/** What the requests above stand for, in one process for all. */
function rehearse(manifests: readonly object[]) {
  const how = ['--server-side', '--dry-run=server', '--validate=strict', '--force-conflicts'];
  return tools.runKubectl(['apply', ...how, '--field-manager=kubernixos', '-f', '-'], {
    stdin: streamOf(manifests),
  });
}

function manifestsOf(entries: readonly { readonly manifest: object }[]): readonly object[] {
  return entries.map(({ manifest }) => manifest);
}

function kindOf(manifest: object): unknown {
  return (manifest as { readonly kind?: unknown }).kind;
}
