import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { seededRandom, type SeededRandom } from '../../support/seeded-random.ts';
import { prepareScenario, type Scenario } from '../main/scenario.ts';
import { thorough } from '../main/thorough.ts';
import { openQuestions, type Questions } from './ask-server.ts';
import { checkOffline, saveSchemas } from './check-offline.ts';
import { changeManifest } from './corpus/change-manifest.ts';
import type { GoodEntry } from './corpus/entries.ts';
import { goodManifests } from './corpus/index.ts';
import { valueAt } from './corpus/places.ts';
import { removeCustomKinds, serveCustomKinds } from './custom-kinds.ts';
import { mutantsOf } from './mutants.ts';
import { readServedTypes } from './served-types.ts';

const seed = Number(process.env['KUBERNIXOS_TEST_SEED'] ?? Date.now() % 1_000_000);
const rounds = thorough ? 10 : 1;
const changesPerRound = 300;

/** Their names follow from what they say, so that a change makes them wrong by itself. */
const namedByContent = ['CustomResourceDefinition', 'APIService'];

let scenario: Scenario;
let schemas: string;
let questions: Questions;

beforeAll(async () => {
  scenario = await prepareScenario('random-changes');
  schemas = join(scenario.hostgroup.dir, 'schemas');
  await serveCustomKinds(scenario.tools);
  await saveSchemas(scenario, schemas);
  questions = await openQuestions(inject('controlPlane'), await readServedTypes(scenario.tools));
});

afterAll(async () => {
  questions.close();
  await removeCustomKinds(scenario.tools);
});

test(`what the offline check refuses of random changes, the API server refuses too (KUBERNIXOS_TEST_SEED=${String(seed)})`, async () => {
  const random = seededRandom(seed);
  for (let round = 0; round < rounds; round++) {
    const changes = Array.from({ length: changesPerRound }, (_, index) => choose(random, index));
    const faults = await checkOffline(scenario, schemas, changes);
    const refused = changes.filter(({ name }) => faults.has(name));

    expect(refused).not.toEqual([]);
    expect((await taken(refused)).map((name) => [name, faults.get(name)])).toEqual([]);
  }
});

/** One change of one manifest, under a name of its own: one release holds them all. */
function choose(random: SeededRandom, index: number): GoodEntry {
  const { name, manifest } = random.oneOf(random.oneOf(candidates));
  return {
    name: `${String(index)}: ${name}`,
    manifest: changeManifest(manifest, { 'metadata.name': `changed-${String(index)}` }),
  };
}

/** The changes of each good manifest that has any. */
const candidates = goodManifests
  .filter(({ manifest }) => !namedByContent.includes(String(valueAt(manifest, 'kind'))))
  .map(mutantsOf)
  .filter((mutants) => mutants.length > 0);

/** The names of those that the API server takes. */
async function taken(entries: readonly GoodEntry[]): Promise<readonly string[]> {
  const verdicts = await Promise.all(entries.map(({ manifest }) => questions.ask(manifest)));
  return entries.filter((_, index) => verdicts[index]?.accepted).map(({ name }) => name);
}
