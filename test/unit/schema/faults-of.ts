import type { JsonObject } from '../../../src/model/json.ts';
import type { Field } from '../../../src/model/field.ts';
import { optionPath } from '../../../src/model/option-path.ts';
import { checkRelease } from '../../../src/schema/check-release.ts';
import { openSchemas } from '../../../src/schema/schema-source.ts';
import { manifest } from '../../support/builders.ts';
import { fakeSchemaFiles } from '../../support/fake-schema-files.ts';
import { schemaDocument, schemaFilesOf, type ServedKind } from '../../support/schema-documents.ts';

export interface Schemas {
  readonly custom?: boolean;
  readonly definitions?: JsonObject;
}

/** What is wrong with an object of a kind: `PATH SENTENCE` for each fault. */
export async function faultsOf(
  kind: ServedKind,
  fields: JsonObject,
  schemas: Schemas = {},
): Promise<readonly string[]> {
  const { apiVersion, kind: name } = kind;
  const document = schemaDocument([kind], schemas);
  const texts = schemaFilesOf({ [apiVersion]: { kinds: [name], document } });
  const files = Object.entries(texts).map(([file, text]) => [`/schemas/${file}`, text] as const);
  const object = { apiVersion, kind: name, metadata: { name: 'web' }, ...fields };
  const one = { ...manifest(), apiVersion, kind: name, name: 'web', namespace: '', object };
  const source = await openSchemas(fakeSchemaFiles(Object.fromEntries(files)), '/schemas', [one]);
  const { faults } = checkRelease({ manifests: [one] }, [], source);
  return faults.map(({ path, text }) => `${fieldText(path)} ${text}`);
}

/** A field as it follows the name of its manifest. */
export function fieldText(field: Field): string {
  return optionPath('it', field).slice('it'.length);
}
