import type { Rule } from '../support/misbehaving-gateway.ts';
import {
  change,
  close,
  cut,
  cutChunked,
  hang,
  ignoreSelector,
  refuse,
  say,
  stall,
  truncate,
} from '../support/server-faults.ts';

export type Misbehaviour = Omit<Rule, 'on'>;

/** What goes wrong with a request, by the name that the docs have for it. */
export const FAULTS = {
  '401': { fault: refuse(401, 'Unauthorized') },
  '403': { fault: refuse(403, 'Forbidden') },
  '404': { fault: refuse(404, 'NotFound') },
  '404 of a gateway': { fault: say(404, 'no such page') },
  '409 once': { fault: refuse(409, 'Conflict'), times: 1 },
  '409 for ever': { fault: refuse(409, 'Conflict') },
  '410 once': { fault: refuse(410, 'Expired'), times: 1 },
  '410 for ever': { fault: refuse(410, 'Expired') },
  '429 with `Retry-After`': {
    fault: refuse(429, 'TooManyRequests', { retryAfter: '1' }),
    times: 2,
  },
  '429 once': { fault: refuse(429, 'TooManyRequests'), times: 1 },
  '429 for ever': { fault: refuse(429, 'TooManyRequests') },
  '500 once': { fault: refuse(500, 'InternalError'), times: 1 },
  '500 for ever': { fault: refuse(500, 'InternalError') },
  '503 once': { fault: refuse(503, 'ServiceUnavailable'), times: 1 },
  '503 for ever': { fault: refuse(503, 'ServiceUnavailable') },
  'no JSON': { fault: say(200, '<html>log in</html>') },
  'half of the JSON': { fault: truncate },
  'an empty list': { fault: change((document) => ({ ...document, items: [] })) },
  'objects without metadata': { fault: change((document) => ({ ...document, items: [{}] })) },
  'all objects, whatever the selector': { fault: ignoreSelector },
  'the connection closes once': { fault: close, times: 1 },
  'the connection closes for ever': { fault: close },
  'it closes within the answer, once': { fault: cut, times: 1 },
  'it closes within the answer, for ever': { fault: cut },
  'it closes within a chunked answer': { fault: cutChunked },
  'no answer': { fault: hang },
  'half an answer, and then nothing': { fault: stall },
} as const satisfies Readonly<Record<string, Misbehaviour>>;

export type FaultName = keyof typeof FAULTS;
