import { expect, test } from 'vitest';
import type { JsonObject } from '../../../src/model/json.ts';
import type { Manifest } from '../../../src/model/manifest.ts';
import { checkRelease } from '../../../src/schema/check-release.ts';
import { checkVersion } from '../../../src/schema/check-version.ts';
import { openSchemas } from '../../../src/schema/schema-source.ts';
import { manifest } from '../../support/builders.ts';
import { fakeSchemaFiles } from '../../support/fake-schema-files.ts';
import {
  definitionDocument,
  schemaDocument,
  schemaFilesOf,
  servedKind,
} from '../../support/schema-documents.ts';

const stall = servedKind('shop.io/v1', 'Stall', { size: { type: 'integer' } });
const texts = schemaFilesOf({
  'shop.io/v1': { kinds: ['Stall'], document: schemaDocument([stall]) },
  'apiextensions.k8s.io/v1': { kinds: ['CustomResourceDefinition'], document: definitionDocument },
});
const files = fakeSchemaFiles(
  Object.fromEntries(Object.entries(texts).map(([name, text]) => [`/schemas/${name}`, text])),
);

function object(apiVersion: string, kind: string, fields: JsonObject = {}, name = 'web'): Manifest {
  const whole = { apiVersion, kind, metadata: { name }, ...fields };
  return { ...manifest(), apiVersion, kind, name, namespace: '', object: whole };
}

async function check(manifests: readonly Manifest[], skip: readonly string[] = []) {
  const source = await openSchemas(files, '/schemas', manifests);
  const verdict = checkRelease({ manifests }, skip, source);
  return { ...verdict, texts: verdict.faults.map(({ path, text }) => `${path.join('.')} ${text}`) };
}

function definition(versions: readonly JsonObject[]): Manifest {
  const names = { kind: 'Widget', plural: 'widgets' };
  const spec = { group: 'example.com', names, scope: 'Namespaced', versions };
  return object(
    'apiextensions.k8s.io/v1',
    'CustomResourceDefinition',
    { spec },
    'widgets.example.com',
  );
}

const properties = {
  size: { type: 'integer' },
  metadata: { type: 'object', properties: { name: { type: 'string', maxLength: 3 } } },
};
const version = {
  name: 'v1',
  served: true,
  storage: true,
  schema: { openAPIV3Schema: { type: 'object', properties } },
};

test("checks custom resources with the release's own definitions", async () => {
  const manifests = [definition([version]), object('example.com/v1', 'Widget', { size: 'x' })];
  expect((await check(manifests)).texts).toEqual(['size is a string, not an integer.']);
});

test('holds custom resources to what their definition says of names', async () => {
  const manifests = [definition([version]), object('example.com/v1', 'Widget', {}, 'long')];
  expect((await check(manifests)).texts).toEqual([
    'metadata.name has 4 characters, and may have 3.',
  ]);
});

test('knows no kind by a version that is not served', async () => {
  const manifests = [
    definition([{ ...version, served: false }]),
    object('example.com/v1', 'Widget'),
  ];
  expect((await check(manifests)).texts).toEqual([
    expect.stringContaining('kind is Widget, which example.com/v1 does not have by the schemas.'),
  ]);
});

test.each([
  [
    'shop.io/v1beta1',
    'Stall',
    'apiVersion is shop.io/v1beta1, which has no Stall. Did you mean shop.io/v1?',
  ],
  [
    'shop.io/v1',
    'Stal',
    'kind is Stal, which shop.io/v1 does not have by the schemas. Did you mean Stall?',
  ],
])('tells where a kind like %s %s is', async (apiVersion, kind, sentence) => {
  expect((await check([object(apiVersion, kind)])).texts).toEqual([sentence]);
});

test('skips the kinds that it is told to, whether or not it knows them', async () => {
  const manifests = [object('x.io/v1', 'Odd'), object('shop.io/v1', 'Stall')];
  const { texts, checked, skipped } = await check(manifests, ['Odd']);
  expect({ texts, checked, skipped }).toEqual({ texts: [], checked: 1, skipped: [manifests[0]] });
});

test.each([
  ['/elsewhere', 'no schemas are'],
  ['/broken', 'is not what kubernixos schemas has saved'],
])('fails for the directory %s', async (directory, message) => {
  const broken = fakeSchemaFiles({ '/broken/kubernixos-schemas.json': '{}' });
  await expect(openSchemas(broken, directory, [])).rejects.toThrow(message);
});

test.each(['1.36', 'v1.36', '1.36.3', '1'])('takes schemas of v1.36.3 for version %s', (wanted) => {
  expect(() => {
    checkVersion(wanted, 'v1.36.3', '/schemas');
  }).not.toThrow();
});

test.each(['1.35', '1.3', '1.36.4'])('refuses schemas of v1.36.3 for version %s', (wanted) => {
  expect(() => {
    checkVersion(wanted, 'v1.36.3', '/schemas');
  }).toThrow(
    `kubernixos.version is "${wanted}", and the schemas in /schemas are of Kubernetes v1.36.3`,
  );
});
