import {
  fieldOf,
  isJsonArray,
  isJsonObject,
  type Json,
  type JsonObject,
} from '../../model/json.ts';
import { checkMetadata } from './check-metadata.ts';
import { checkText, show } from './check-text.ts';
import { findUncarried } from './find-uncarried.ts';
import type { ObjectFault } from './object-fault.ts';
import { RENDER_KUSTOMIZATION } from './templates.ts';

/** Says all that keeps a value from becoming a manifest; nothing where nothing does. */
export function checkObject(value: Json): readonly ObjectFault[] {
  if (!isJsonObject(value)) return [{ message: `${kindOf(value)}, where a manifest should stand` }];
  if (isKustomization(value))
    return [{ message: 'a kustomization, which is no manifest', hint: RENDER_KUSTOMIZATION }];
  return [
    ...checkText(value, 'apiVersion'),
    ...checkText(value, 'kind'),
    ...checkItems(value),
    ...checkMetadata(fieldOf(value, 'metadata')),
    ...findUncarried(value).map((message) => ({ message })),
  ];
}

function kindOf(value: Json): string {
  if (typeof value === 'string') return 'a text';
  return isJsonArray(value) ? 'a list' : show(value);
}

/** Without a group it is one, too: https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/ */
function isKustomization(object: JsonObject): boolean {
  const apiVersion = fieldOf(object, 'apiVersion');
  const isOfGroup =
    typeof apiVersion === 'string' && apiVersion.startsWith('kustomize.config.k8s.io/');
  return isOfGroup || (apiVersion === undefined && isJsonArray(fieldOf(object, 'resources')));
}

/** Proper Lists have been taken apart before. */
function checkItems(object: JsonObject): readonly ObjectFault[] {
  if (fieldOf(object, 'items') === undefined) return [];
  return [{ message: 'it has items and is no List, which kubectl would take it for' }];
}
