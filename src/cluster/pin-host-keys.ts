import type { JsonObject } from '../model/json.ts';
import { objectAt } from '../model/json-path.ts';
import { mapHosts, mapSshServers } from './map-hosts.ts';

/** Beside k0sctl, in the directory that it is started in. */
export const KNOWN_HOSTS_FILE = 'known_hosts';

/**
 * A configuration in which hosts and bastions are known by the declared keys alone, whatever their
 * options or the user's configuration of ssh say. k0sctl's own client takes the file from a variable,
 * and takes any key where it is not told to be strict; the program ssh knows no such variable.
 */
export function pinHostKeys(document: JsonObject): JsonObject {
  return mapHosts(document, (host) =>
    mapSshServers(host, (server, field) => ({
      ...server,
      options: {
        ...without(objectAt(server, 'options'), Object.keys(OF_PROGRAM)),
        ...(field === 'openSSH' ? OF_PROGRAM : OF_K0SCTL),
      },
    })),
  );
}

const OF_K0SCTL = { StrictHostKeyChecking: 'yes' };

const OF_PROGRAM = {
  GlobalKnownHostsFile: '/dev/null',
  StrictHostKeyChecking: 'yes',
  UserKnownHostsFile: KNOWN_HOSTS_FILE,
};

/** ssh takes the first of two spellings of an option, and k0sctl has them in no order. */
function without(options: JsonObject, names: readonly string[]): JsonObject {
  const dropped = names.map((name) => name.toLowerCase());
  return Object.fromEntries(
    Object.entries(options).filter(([name]) => !dropped.includes(name.toLowerCase())),
  );
}
