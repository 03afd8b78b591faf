import { isJsonArray, isJsonObject, type Json } from '../model/json.ts';

/** Beside k0sctl, in the directory that it is started in. */
export const KNOWN_HOSTS_FILE = 'known_hosts';

/**
 * A configuration in which hosts of openSSH, too, are known by the declared keys alone. k0sctl's own
 * client is told of them by a variable, which the program ssh does not know.
 */
export function pinHostKeys(document: Json): Json {
  if (isJsonArray(document)) return document.map(pinHostKeys);
  if (!isJsonObject(document)) return document;
  return Object.fromEntries(
    Object.entries(document).map(([name, value]) => [
      name,
      name === 'openSSH' && isJsonObject(value)
        ? { ...value, options: { ...optionsIn(value['options']), ...PINNED } }
        : pinHostKeys(value),
    ]),
  );
}

const PINNED = {
  GlobalKnownHostsFile: '/dev/null',
  StrictHostKeyChecking: 'yes',
  UserKnownHostsFile: KNOWN_HOSTS_FILE,
};

function optionsIn(options: Json | undefined) {
  return options !== undefined && isJsonObject(options) ? options : {};
}
