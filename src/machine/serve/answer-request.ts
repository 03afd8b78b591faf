import { createHash } from 'node:crypto';
import type { Machine } from '../../model/machine.ts';
import type { Answer, AskedRequest } from '../../model/boot-request.ts';
import { bearerOf } from '../bearer.ts';
import { assetPath } from './asset-path.ts';
import { findAsker } from './find-asker.ts';

/** What is served, and the secret that tokens are made of; null where there is none. */
export interface Served {
  readonly machines: readonly Machine[];
  readonly bearerSecret: string | null;
}

/**
 * iPXE fills in what it knows of the machine, https://ipxe.org/cfg: netX is the network card that it opened
 * last, which this came by, and net0 its first one, which the machine may be described by.
 */
const BOOT_SCRIPT = `#!ipxe
chain ipxe?mac=\${netX/mac:hexhyp}&mac=\${net0/mac:hexhyp}&uuid=\${uuid:uristring}&serial=\${serial:uristring}
`;

/** What to answer; an unknown machine gets nothing that is another's. */
export function answerRequest(
  { method, target, authorization }: AskedRequest,
  served: Served,
): Answer {
  if (method !== 'GET' && method !== 'HEAD') return refusal(405, 'only GET and HEAD');
  const url = URL.parse(target, 'http://boot.invalid');
  if (url === null || !target.startsWith('/')) return refusal(400, 'no address');
  if (url.pathname === '/boot.ipxe') return text('text/plain', BOOT_SCRIPT, null);
  if (url.pathname === '/ipxe' || url.pathname === '/ignition') {
    const machine = findAsker(served.machines, url.searchParams);
    if (machine === null) return refusal(404, 'no such machine');
    return url.pathname === '/ipxe'
      ? text('text/plain', machine.ipxeScript, machine.name)
      : ignition(machine, authorization, served);
  }
  const path = assetPath(url.pathname);
  return path === null ? refusal(404, 'nothing here') : { type: 'asset', path };
}

function ignition(machine: Machine, authorization: string, { bearerSecret }: Served): Answer {
  const { name, boot, ignitionText } = machine;
  if (boot.ignition.type === 'pointer' && boot.ignition.needsToken) {
    const token = bearerSecret === null ? null : `Bearer ${bearerOf(bearerSecret, name)}`;
    if (token === null || !isSame(authorization, token))
      return refusal(401, 'the token is missing', name);
  }
  return text('application/vnd.coreos.ignition+json', ignitionText, name);
}

/** In a time that says nothing about how much of it is right. */
function isSame(a: string, b: string): boolean {
  const hash = (value: string) => createHash('sha256').update(value).digest('hex');
  return hash(a) === hash(b);
}

function text(contentType: string, body: string, machine: string | null): Answer {
  return { type: 'text', status: 200, contentType, body, machine };
}

function refusal(
  status: 400 | 401 | 404 | 405,
  why: string,
  machine: string | null = null,
): Answer {
  return { type: 'text', status, contentType: 'text/plain', body: `${why}\n`, machine };
}
