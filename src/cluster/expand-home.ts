import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../model/json.ts';
import { mapHosts } from './map-hosts.ts';

/** The fields of a host that name files of this machine. */
const FILE_FIELDS = ['caCertPath', 'certPath', 'configPath', 'k0sBinaryPath', 'keyPath', 'src'];

/** Fields of a host whose content is the user's: variables, and options of ssh. */
const FREE_FIELDS = ['environment', 'options'];

/** A configuration for a k0sctl whose HOME is not the user's: hosts' files below `~` are absolute in it. */
export function expandHome(document: JsonObject, home: string): JsonObject {
  return mapHosts(document, (host) => expandObject(host, home));
}

function expandObject(object: JsonObject, home: string): JsonObject {
  return Object.fromEntries(
    Object.entries(object).map(([name, value]) => [name, expandField(name, value, home)]),
  );
}

function expandField(name: string, value: Json, home: string): Json {
  if (FREE_FIELDS.includes(name)) return value;
  return FILE_FIELDS.includes(name) && typeof value === 'string'
    ? value.replace(/^~(?=\/)/, () => home)
    : expand(value, home);
}

function expand(value: Json, home: string): Json {
  if (isJsonArray(value)) return value.map((item) => expand(item, home));
  return isJsonObject(value) ? expandObject(value, home) : value;
}
