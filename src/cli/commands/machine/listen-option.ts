import { Failure } from '../../../model/failure.ts';
import type { BootAddress } from '../../../ports/boot-server.ts';

const DEFAULT = '127.0.0.1:8080';

/** Reads `--listen HOST:PORT`. Throws a `Failure` for what is none. */
export function listenOption(text: string | null): BootAddress {
  const [, bracketed, plain, digits] =
    /^(?:\[([0-9A-Fa-f:.]+)\]|([A-Za-z0-9.-]+)):(\d{1,5})$/.exec(text ?? DEFAULT) ?? [];
  const host = bracketed ?? plain;
  const port = Number(digits);
  if (host !== undefined && port <= 65_535) return { host, port };
  throw new Failure({
    code: 'invalid-value',
    message: `--listen takes HOST:PORT, and ${JSON.stringify(text)} is none`,
    hint: 'Such as --listen 10.0.0.1:8080, or --listen [::1]:8080.',
  });
}
