import { printJson } from '../model/exact-json.ts';
import { Failure } from '../model/failure.ts';
import { isJsonArray, type JsonObject } from '../model/json.ts';
import { objectAt } from '../model/json-path.ts';
import type { Machine } from '../model/machine.ts';
import { bearerOf } from './bearer.ts';

/**
 * The configuration that the stick itself brings; null where the kernel is told an address. `secret` is
 * that of all bearers. Throws a `Failure` where one is needed and not given.
 */
export function stickIgnition(
  { name, boot, ignitionText }: Pick<Machine, 'name' | 'boot' | 'ignitionText'>,
  secret: string | null,
): string | null {
  const { ignition } = boot;
  if (ignition.type === 'embedded') return ignitionText;
  if (ignition.type === 'url' || !ignition.needsToken) return null;
  if (secret === null) throw needsSecret(name);
  return printJson(withBearer(ignition.document, bearerOf(secret, name)));
}

/** https://coreos.github.io/ignition/configuration-v3_3/ */
function withBearer(document: JsonObject, token: string): JsonObject {
  const ignition = objectAt(document, 'ignition');
  const config = objectAt(ignition, 'config');
  const replace = objectAt(config, 'replace');
  const given = replace['httpHeaders'];
  const header = { name: 'Authorization', value: `Bearer ${token}` };
  const httpHeaders = [...(isJsonArray(given) ? given : []), header];
  return {
    ...document,
    ignition: { ...ignition, config: { ...config, replace: { ...replace, httpHeaders } } },
  };
}

function needsSecret(name: string): Failure {
  return new Failure({
    code: 'needs-bearer',
    message: `${name} fetches its configuration with a token, and no secret is given to make it of`,
    hint: 'Write --bearer-secret FILE, the same file as for kubernixos machine serve.',
  });
}
