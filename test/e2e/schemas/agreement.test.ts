import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { prepareScenario, type Scenario } from '../main/scenario.ts';
import { checkOffline, saveSchemas, type OfflineFaults } from './check-offline.ts';
import { altered } from './corpus/altered.ts';
import { brokenManifests, goodManifests } from './corpus/index.ts';
import { mistakes } from './corpus/mistakes.ts';
import { pathOf, placeOf } from './corpus/places.ts';
import { stricter } from './corpus/stricter.ts';
import { removeCustomKinds, serveCustomKinds } from './custom-kinds.ts';

// What the offline check says of the manifests of which the API server's verdict is known.

const known = brokenManifests.flatMap(({ mistake, ...entry }) =>
  typeof mistake === 'string' ? [{ ...entry, mistake }] : [],
);
const left = brokenManifests.flatMap(({ mistake, ...entry }) =>
  typeof mistake === 'string' ? [] : [{ ...entry, reason: mistake.onlyServer }],
);

let scenario: Scenario;
let faults: OfflineFaults;

beforeAll(async () => {
  scenario = await prepareScenario('schemas');
  await serveCustomKinds(scenario.tools);
  const schemas = join(scenario.hostgroup.dir, 'schemas');
  await saveSchemas(scenario, schemas);
  faults = await checkOffline(scenario, schemas, [
    ...brokenManifests,
    ...goodManifests,
    ...altered,
    ...stricter,
  ]);
});

afterAll(async () => {
  console.log(summary());
  await removeCustomKinds(scenario.tools);
});

test.for(known)('the offline check refuses $name', ({ name, field, mistake }) => {
  const said = faults.get(name)?.filter((fault) => fault.field === pathOf(placeOf(field)));

  expect(said?.map(({ text }) => text)).toContainEqual(expect.stringMatching(mistakes[mistake]));
});

test.for(left)('the offline check leaves $name to the API server: $reason', ({ name }) => {
  expect(faults.get(name)).toBeUndefined();
});

test.for(goodManifests)('the offline check passes $name', ({ name }) => {
  expect(faults.get(name)).toBeUndefined();
});

test.for(altered)('the offline check refuses $name, which the API server alters', (entry) => {
  expect(faults.get(entry.name)).toContainEqual({
    field: entry.field,
    text: expect.stringMatching(mistakes.number) as string,
  });
});

test.for(stricter)('the offline check refuses $name, which its page says', ({ name, field }) => {
  expect(faults.get(name)?.map((fault) => fault.field)).toContain(pathOf(placeOf(field)));
});

/** How far both verdicts go together, in one line. */
function summary(): string {
  const refused = (entries: readonly { readonly name: string }[]) =>
    String(entries.filter(({ name }) => faults.has(name)).length);
  const reasons = Map.groupBy(left, ({ reason }) => reason);
  const counts = [...reasons].map(([reason, { length }]) => `${String(length)} ${reason}`);
  return (
    `Schemas: of ${String(brokenManifests.length)} manifests that the API server refuses, ` +
    `${refused(brokenManifests)} are refused offline, and ${String(left.length)} left to it (${counts.join(', ')}); ` +
    `of ${String(goodManifests.length)} that it takes, ${refused(goodManifests)} are refused offline; ` +
    `of ${String(altered.length)} that it alters, ${refused(altered)}; and ${refused(stricter)} more that it takes`
  );
}
