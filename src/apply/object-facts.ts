import { isJsonObject, type JsonObject } from '../model/json.ts';
import { listAt, numberAt, objectAt, textAt, textsAt } from '../model/json-path.ts';

/** What of an object tells whether it is ready. What is missing or of another shape counts as absent. */
export interface ObjectFacts {
  readonly generation: number | null;
  readonly terminating: boolean;
  readonly finalizers: readonly string[];
  readonly spec: JsonObject;
  readonly status: JsonObject;
  /** Generation of the specification that the controller has seen. */
  readonly observedGeneration: number | null;
  readonly conditions: ReadonlyMap<string, Condition>;
}

export interface Condition {
  readonly isTrue: boolean;
  readonly isFalse: boolean;
  readonly reason: string;
  /** `reason: message`, as far as they are there. */
  readonly words: string;
  readonly observedGeneration: number | null;
  /** When it was written last, milliseconds since 1970. */
  readonly updatedAt: number | null;
}

/** Reads a live object as the API server gives it. */
export function readFacts(object: JsonObject): ObjectFacts {
  const metadata = objectAt(object, 'metadata');
  const status = objectAt(object, 'status');
  return {
    generation: numberAt(metadata, 'generation'),
    terminating: textAt(metadata, 'deletionTimestamp') !== '',
    finalizers: textsAt(metadata, 'finalizers'),
    spec: objectAt(object, 'spec'),
    status,
    observedGeneration: numberAt(status, 'observedGeneration'),
    conditions: new Map(
      listAt(status, 'conditions')
        .filter(isJsonObject)
        .map((condition) => [textAt(condition, 'type'), readCondition(condition)]),
    ),
  };
}

function readCondition(condition: JsonObject): Condition {
  const reason = textAt(condition, 'reason');
  const message = textAt(condition, 'message');
  const time = textAt(condition, 'lastUpdateTime') || textAt(condition, 'lastTransitionTime');
  const updatedAt = Date.parse(time);
  return {
    isTrue: condition['status'] === 'True',
    isFalse: condition['status'] === 'False',
    reason,
    words: [reason, message].filter((text) => text !== '').join(': '),
    observedGeneration: numberAt(condition, 'observedGeneration'),
    updatedAt: Number.isNaN(updatedAt) ? null : updatedAt,
  };
}
