import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { clusterTools } from '../../support/cluster-tools.ts';
import { openQuestions, type Questions } from './ask-server.ts';
import { altered } from './corpus/altered.ts';
import { definitions } from './corpus/bases/custom.ts';
import { brokenManifests, goodManifests } from './corpus/index.ts';
import { namesField } from './names-field.ts';
import { readServedTypes } from './served-types.ts';
import { valueAt } from './corpus/places.ts';

// What the API server says of manifests, good and broken: the standard that the offline check is held to.

const plane = inject('controlPlane');
const tools = clusterTools(plane);
const stream = (entries: readonly { readonly manifest: object }[]) =>
  entries.map(({ manifest }) => JSON.stringify(manifest)).join('\n---\n');
const definitionStream = stream(definitions.map((manifest) => ({ manifest })));

let questions: Questions;

beforeAll(async () => {
  await tools.kubectl(['apply', '-f', '-'], { stdin: definitionStream });
  await tools.kubectl(['wait', '--for=condition=Established', '--timeout=60s', '-f', '-'], {
    stdin: definitionStream,
  });
  questions = await openQuestions(plane, await readServedTypes(tools));
});

afterAll(async () => {
  questions.close();
  await tools.kubectl(['delete', '--ignore-not-found', '-f', '-'], { stdin: definitionStream });
});

test('the corpus is large, and calls nothing by a name twice', () => {
  const names = [...brokenManifests, ...goodManifests, ...altered].map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(brokenManifests.length).toBeGreaterThanOrEqual(150);
  expect(kindsOf(brokenManifests).size).toBeGreaterThanOrEqual(20);
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

test.for(altered)('the API server alters $name', async ({ manifest, field, becomes }) => {
  const { accepted, stored } = await questions.ask(manifest);

  expect(accepted).toBe(true);
  expect(valueAt(stored, field)).toBe(becomes);
  expect(valueAt(manifest, field)).not.toBe(becomes);
});

test('kubectl takes every good manifest', async () => {
  const { exitCode, stdout } = await rehearse(goodManifests);

  expect(stdout.trim().split('\n')).toHaveLength(goodManifests.length);
  expect(exitCode).toBe(0);
});

test('kubectl takes no broken manifest', async () => {
  const { exitCode, stdout } = await rehearse(brokenManifests);

  expect(stdout).toBe('');
  expect(exitCode).toBe(1);
});

/** What the requests above stand for, in one process for all. */
function rehearse(entries: readonly { readonly manifest: object }[]) {
  const how = ['--server-side', '--dry-run=server', '--validate=strict', '--force-conflicts'];
  return tools.runKubectl(['apply', ...how, '--field-manager=kubernixos', '-f', '-'], {
    stdin: stream(entries),
  });
}

function kindsOf(entries: readonly { readonly manifest: object }[]): ReadonlySet<unknown> {
  return new Set(entries.map(({ manifest }) => (manifest as { readonly kind?: unknown }).kind));
}
