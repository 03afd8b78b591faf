import type { JsonObject } from '../model/json.ts';
import { isJsonObject } from '../model/json.ts';
import { listAt, objectAt } from '../model/json-path.ts';

/** A configuration of k0sctl with its hosts changed, and nothing else. */
export function mapHosts(
  document: JsonObject,
  change: (host: JsonObject) => JsonObject,
): JsonObject {
  const hosts = listAt(document, 'spec', 'hosts');
  return {
    ...document,
    spec: {
      ...objectAt(document, 'spec'),
      hosts: hosts.map((host) => (isJsonObject(host) ? change(host) : host)),
    },
  };
}

/** A host with every server of SSH in it changed: itself, and the bastion before it. */
export function mapSshServers(
  host: JsonObject,
  change: (server: JsonObject, field: 'bastion' | 'openSSH' | 'ssh') => JsonObject,
): JsonObject {
  return Object.fromEntries(
    Object.entries(host).map(([name, value]) => {
      if (!isJsonObject(value) || !['openSSH', 'ssh', 'winRM'].includes(name)) return [name, value];
      const { bastion } = value;
      const whole = isJsonObject(bastion)
        ? { ...value, bastion: change(bastion, 'bastion') }
        : value;
      return [name, name === 'ssh' || name === 'openSSH' ? change(whole, name) : whole];
    }),
  );
}
