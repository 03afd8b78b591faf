import { readFile } from 'node:fs/promises';
import { type ClientHttp2Session, connect, constants } from 'node:http2';
import type { ControlPlane } from '../support/control-plane.ts';

/** What one HTTP request asks for. */
export interface FloorRequest {
  readonly method: 'GET' | 'PATCH';
  readonly path: string;
  readonly accept: string;
  /** JSON. */
  readonly body?: string;
}

const IN_FLIGHT = 16;

/**
 * Sends requests over one HTTP/2 connection, 16 at a time, in their order: what no client of the API
 * server can be faster than. Gives the seconds that it takes, and all answers. Throws at an error.
 */
export async function sendAll(
  plane: ControlPlane,
  requests: readonly FloorRequest[],
): Promise<{ readonly seconds: number; readonly answers: readonly string[] }> {
  const session = connect(plane.server, { ca: await readFile(plane.certificateAuthority) });
  const answers: string[] = [];
  const begin = performance.now();
  const left = requests.entries();
  const work = async () => {
    for (const [index, request] of left)
      answers[index] = await send(session, request, plane.tokens.admin);
  };
  try {
    await Promise.all(Array.from({ length: IN_FLIGHT }, work));
    return { seconds: (performance.now() - begin) / 1000, answers };
  } finally {
    session.close();
  }
}

const { HTTP2_HEADER_METHOD, HTTP2_HEADER_PATH, HTTP2_HEADER_STATUS } = constants;

function send(session: ClientHttp2Session, request: FloorRequest, token: string): Promise<string> {
  const stream = session.request({
    [HTTP2_HEADER_METHOD]: request.method,
    [HTTP2_HEADER_PATH]: request.path,
    authorization: `Bearer ${token}`,
    accept: request.accept,
    // JSON is YAML.
    ...(request.body === undefined ? {} : { 'content-type': 'application/apply-patch+yaml' }),
  });
  return new Promise((resolve, reject) => {
    let status = 0;
    let answer = '';
    stream.on('response', (headers) => (status = Number(headers[HTTP2_HEADER_STATUS])));
    stream.setEncoding('utf8').on('data', (chunk: string) => (answer += chunk));
    stream.once('error', reject);
    stream.once('end', () => {
      if (status < 300) resolve(answer);
      else reject(new Error(`${request.method} ${request.path}: ${String(status)} ${answer}`));
    });
    stream.end(request.body);
  });
}
