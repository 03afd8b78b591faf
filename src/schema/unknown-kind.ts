import type { Manifest } from '../model/manifest.ts';
import { suggest } from '../model/suggestion.ts';
import type { Fault } from './report.ts';
import type { SchemaIndex } from './schema-index.ts';

/** Tells of a kind that no schema knows, and where one like it is. */
export function unknownKind({ apiVersion, kind }: Manifest, index: SchemaIndex): Fault {
  const served = index.documents.get(apiVersion);
  const elsewhere = [...index.documents].filter(([, { kinds }]) => kinds.includes(kind));
  const [other] = elsewhere.map(([name]) => name);
  if (other !== undefined)
    return {
      path: ['apiVersion'],
      text: `is ${apiVersion}, which has no ${kind}. Did you mean ${other}?`,
    };
  const near = served === undefined ? null : suggest(kind, served.kinds);
  const remedy =
    near === null
      ? 'Save the schemas again, define it by a CustomResourceDefinition, or name it in kubernixos.skipSchemas.'
      : `Did you mean ${near}?`;
  return {
    path: ['kind'],
    text: `is ${kind}, which ${apiVersion} does not have by the schemas. ${remedy}`,
  };
}
