import type { FaultName } from './fault-kinds.ts';
import type { Phase } from './fault-phases.ts';

/** What a run does, as the docs have it, and what of the two objects that it is to delete is gone then. */
export const EFFECTS = {
  'goes on': { exitCode: 0, gone: ['removed-1', 'removed-2'] },
  'asks again, and goes on': { exitCode: 0, gone: ['removed-1', 'removed-2'] },
  'stops; nothing is written': { exitCode: 1, gone: [] },
  'applies; deletes nothing of that kind': { exitCode: 1, gone: [] },
  'applies the rest; deletes nothing': { exitCode: 1, gone: [] },
  'stops; deletes nothing': { exitCode: 1, gone: [] },
  'deletes the rest': { exitCode: 1, gone: ['removed-2'] },
  'has deleted it, and cannot know': { exitCode: 1, gone: ['removed-1', 'removed-2'] },
} as const satisfies Readonly<
  Record<string, { readonly exitCode: 0 | 1; readonly gone: readonly string[] }>
>;

export type Effect = keyof typeof EFFECTS;

/** A fault, what the run does, and a line that it says. */
type Row = readonly [FaultName, Effect, string];

const OK = 'prune: 2 pruned';
const UNREACHABLE = 'error: the API server cannot be reached:';
const UNKNOWN = 'error: the API server does not tell what it serves: /apis:';
const BROKE = 'the connection to the API server broke:';
const LATE = 'the API server gave no answer within 4 seconds:';
const GAP = '  configmaps:';
const FAILED = 'failed      ConfigMap faulty-server/removed-1:';
const UNSEEN =
  'failed      ConfigMap faulty-server/changed: it was sent, but what became of it cannot be looked at:';
const REFUSED = 'Error from server';
const UNGUARDED = 'other runs of this deployment at the same time are not noticed:';
const NO_LEASE =
  'error: Lease default/kubernixos-faulty-server, by which runs take turns, cannot be taken:';
const LIST = 'GET /api/v1/configmaps?limit=500&labelSelector=kubernixos';
const DELETE = 'DELETE /api/v1/namespaces/faulty-server/configmaps/removed-1';

const again = 'asks again, and goes on';
const stops = 'stops; nothing is written';
const gap = 'applies; deletes nothing of that kind';
const rest = 'applies the rest; deletes nothing';
const others = 'deletes the rest';
const done = 'has deleted it, and cannot know';

const ROWS: Readonly<Record<Phase, readonly Row[]>> = {
  'first request': [
    ['401', stops, 'error: the API server does not accept the credentials of this context'],
    ['403', 'goes on', OK],
    ['404 of a gateway', stops, `${UNREACHABLE} no such page`],
    ['429 with `Retry-After`', again, OK],
    ['500 for ever', stops, `${UNREACHABLE} the gateway says InternalError`],
    ['503 once', again, OK],
    ['503 for ever', stops, `${UNREACHABLE} the gateway says ServiceUnavailable`],
    ['no JSON', 'goes on', OK],
    ['the connection closes for ever', stops, `${UNREACHABLE} EOF`],
    ['it closes within the answer, once', again, OK],
    [
      'it closes within the answer, for ever',
      stops,
      `${UNREACHABLE} the connection to kubectl proxy broke`,
    ],
    ['no answer', stops, `${UNREACHABLE} no answer within 9 seconds`],
    ['half an answer, and then nothing', stops, `${UNREACHABLE} no answer within 9 seconds`],
  ],
  discovery: [
    ['401', stops, `${UNKNOWN} the gateway says Unauthorized`],
    ['403', stops, `${UNKNOWN} the gateway says Forbidden`],
    ['404 of a gateway', stops, `${UNKNOWN} HTTP 404: no such page`],
    ['429 for ever', stops, `${UNKNOWN} the gateway says TooManyRequests`],
    ['500 once', again, OK],
    ['503 for ever', stops, `${UNKNOWN} the gateway says ServiceUnavailable`],
    ['no JSON', stops, 'error: the API server does not answer /apis with aggregated discovery'],
    [
      'half of the JSON',
      stops,
      'error: the API server does not answer /apis with aggregated discovery',
    ],
    ['an empty list', stops, `${UNKNOWN} what every API server has is missing`],
    ['the connection closes once', again, OK],
    ['the connection closes for ever', stops, `${UNKNOWN} HTTP 500: EOF`],
    ['it closes within the answer, for ever', stops, `error: ${BROKE} GET /apis`],
    ['no answer', stops, `error: ${LATE} GET /apis`],
  ],
  list: [
    ['401', gap, `${GAP} the gateway says Unauthorized`],
    ['403', gap, `${GAP} the gateway says Forbidden`],
    ['404 of a gateway', gap, `${GAP} HTTP 404: no such page`],
    ['410 once', again, OK],
    ['410 for ever', stops, 'error: the list of configmaps expired 6 times while it was read'],
    ['429 with `Retry-After`', again, OK],
    ['429 for ever', gap, `${GAP} the gateway says TooManyRequests`],
    ['500 for ever', gap, `${GAP} the gateway says InternalError`],
    ['503 once', again, OK],
    ['no JSON', gap, `${GAP} it answers with no JSON object: <html>log in</html>`],
    ['half of the JSON', gap, `${GAP} it answers with no JSON object: {"kind":`],
    ['objects without metadata', gap, `${GAP} it lists an object without name, namespace or uid`],
    ['all objects, whatever the selector', 'goes on', OK],
    ['the connection closes once', again, OK],
    ['the connection closes for ever', gap, `${GAP} HTTP 500: EOF`],
    ['it closes within the answer, once', again, OK],
    ['it closes within the answer, for ever', stops, `error: ${BROKE} ${LIST}`],
    ['it closes within a chunked answer', stops, `error: ${BROKE} ${LIST}`],
    ['no answer', stops, `error: ${LATE} ${LIST}`],
    ['half an answer, and then nothing', stops, `error: ${LATE} ${LIST}`],
  ],
  'second page': [
    ['403', gap, `${GAP} the gateway says Forbidden`],
    ['410 once', again, OK],
    ['410 for ever', stops, 'error: the list of configmaps expired 6 times while it was read'],
    ['503 once', again, OK],
    ['503 for ever', gap, `${GAP} the gateway says ServiceUnavailable`],
    ['objects without metadata', gap, `${GAP} it lists an object without name, namespace or uid`],
    ['it closes within the answer, once', again, OK],
    ['it closes within the answer, for ever', stops, `error: ${BROKE} ${LIST}`],
  ],
  Lease: [
    ['403', 'goes on', `${UNGUARDED} the gateway says Forbidden`],
    ['404 of a gateway', stops, `${NO_LEASE} HTTP 404: no such page`],
    ['500 for ever', stops, `${NO_LEASE} the gateway says InternalError`],
    ['503 once', again, OK],
    ['the connection closes once', again, OK],
    ['no answer', stops, `${NO_LEASE} the API server gave no answer within 4 seconds: GET /apis`],
  ],
  apply: [
    ['401', rest, 'error: You must be logged in to the server (the gateway says Unauthorized)'],
    ['403', rest, `${REFUSED} (Forbidden): the gateway says Forbidden`],
    ['404 of a gateway', rest, `${REFUSED} (NotFound): the server could not find the requested`],
    ['409 once', rest, 'error: the gateway says Conflict'],
    ['429 with `Retry-After`', again, OK],
    ['429 once', rest, `${REFUSED} (TooManyRequests): the gateway says TooManyRequests`],
    ['500 once', rest, `${REFUSED} (InternalError): the gateway says InternalError`],
    ['503 once', rest, `${REFUSED} (ServiceUnavailable): the gateway says ServiceUnavailable`],
    ['half of the JSON', rest, 'error: unexpected end of JSON input'],
    ['the connection closes once', rest, 'Unable to connect to the server: EOF'],
    ['it closes within the answer, once', rest, 'error: unexpected error when reading response'],
    ['no answer', rest, 'Unable to connect to the server:'],
  ],
  'look at what was applied': [
    ['401', rest, `${UNSEEN} the gateway says Unauthorized`],
    ['403', 'goes on', 'sent        ConfigMap faulty-server/changed'],
    ['404 of a gateway', rest, `${UNSEEN} HTTP 404: no such page`],
    ['429 with `Retry-After`', again, OK],
    ['503 for ever', rest, `${UNSEEN} the gateway says ServiceUnavailable`],
    ['no JSON', rest, `${UNSEEN} it answers with no JSON object: <html>log in</html>`],
    ['all objects, whatever the selector', 'goes on', OK],
    ['it closes within the answer, for ever', 'stops; deletes nothing', `error: ${BROKE} GET /api`],
    ['no answer', 'stops; deletes nothing', `error: ${LATE} GET /api/v1/configmaps?limit=500`],
  ],
  deletion: [
    ['401', others, `${FAILED} the gateway says Unauthorized`],
    ['403', others, `${FAILED} the gateway says Forbidden`],
    ['404', others, `${FAILED} the API server shows it, and to delete it says: the gateway says`],
    ['404 of a gateway', others, `${FAILED} HTTP 404: no such page`],
    ['409 once', again, OK],
    ['409 for ever', others, `${FAILED} it changed 5 times while it was to be deleted`],
    ['429 with `Retry-After`', again, OK],
    ['429 once', again, OK],
    ['429 for ever', others, `${FAILED} the gateway says TooManyRequests`],
    ['500 once', others, `${FAILED} the gateway says InternalError`],
    ['503 once', others, `${FAILED} the gateway says ServiceUnavailable`],
    ['no JSON', others, `${FAILED} it answers with no JSON object: <html>log in</html>`],
    ['half of the JSON', done, `${FAILED} it answers with no JSON object: {"kind":`],
    ['the connection closes once', others, `${FAILED} HTTP 500: EOF`],
    ['it closes within the answer, once', done, `${FAILED} ${BROKE} ${DELETE}`],
    ['it closes within a chunked answer', done, `${FAILED} ${BROKE} ${DELETE}`],
    ['no answer', others, `${FAILED} ${LATE} ${DELETE}`],
  ],
};

export interface FaultRow {
  readonly phase: Phase;
  readonly fault: FaultName;
  readonly effect: Effect;
  /** The beginning of a line on standard output or standard error. */
  readonly line: string;
}

/** Every fault that is tested, in the order of the docs. */
export const FAULT_ROWS: readonly FaultRow[] = (Object.keys(ROWS) as Phase[]).flatMap((phase) =>
  ROWS[phase].map(([fault, effect, line]) => ({ phase, fault, effect, line })),
);
