import { isJsonObject, type JsonObject, withoutFields } from './json.ts';
import { OWNER_ANNOTATION, RELEASE_LABEL } from './release.ts';

/** What client-side apply sent last; for a Secret it holds the values. */
export const LAST_APPLIED_ANNOTATION = 'kubectl.kubernetes.io/last-applied-configuration';

/** Maps below `metadata` and what in them says who applied, not what. */
export const BOOKKEEPING: Readonly<Record<string, readonly string[]>> = {
  labels: [RELEASE_LABEL],
  annotations: [OWNER_ANNOTATION, LAST_APPLIED_ANNOTATION],
};

/** An object without what servers and appliers note about it: such fields are never a change. */
export function withoutBookkeeping(object: JsonObject): JsonObject {
  const { metadata, ...rest } = withoutFields(object, ['status']);
  if (!isJsonObject(metadata)) return metadata === undefined ? rest : { ...rest, metadata };
  return { ...rest, metadata: withoutMarks(withoutFields(metadata, SERVER_METADATA), BOOKKEEPING) };
}

/** Fields of `metadata` that the server alone writes. */
const SERVER_METADATA = [
  'creationTimestamp',
  'deletionGracePeriodSeconds',
  'deletionTimestamp',
  'generation',
  'managedFields',
  'resourceVersion',
  'selfLink',
  'uid',
];

/** An object without our label and annotation; maps that hold nothing else are gone. */
export function withoutOwnMarks(object: JsonObject): JsonObject {
  const { metadata } = object;
  if (!isJsonObject(metadata)) return object;
  return { ...object, metadata: withoutMarks(metadata, OWN_MARKS) };
}

const OWN_MARKS = { labels: [RELEASE_LABEL], annotations: [OWNER_ANNOTATION] };

function withoutMarks(
  metadata: JsonObject,
  marked: Readonly<Record<string, readonly string[]>>,
): JsonObject {
  return Object.entries(marked).reduce((left, [name, marks]) => {
    const map = left[name];
    if (!isJsonObject(map)) return left;
    const cleaned = withoutFields(map, marks);
    const isEmpty = Object.keys(cleaned).length === 0;
    return isEmpty ? withoutFields(left, [name]) : { ...left, [name]: cleaned };
  }, metadata);
}
