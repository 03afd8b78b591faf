import { isJsonArray, isJsonObject, type Json } from '../model/json.ts';

/** The fields of k0sctl's configuration that name files of this machine. */
const FILE_FIELDS = ['caCertPath', 'certPath', 'configPath', 'k0sBinaryPath', 'keyPath', 'src'];

/** A configuration for a k0sctl whose HOME is not the user's: names below `~` are absolute in it. */
export function expandHome(document: Json, home: string): Json {
  if (isJsonArray(document)) return document.map((item) => expandHome(item, home));
  if (!isJsonObject(document)) return document;
  return Object.fromEntries(
    Object.entries(document).map(([name, value]) => [
      name,
      FILE_FIELDS.includes(name) && typeof value === 'string'
        ? value.replace(/^~(?=\/)/, () => home)
        : expandHome(value, home),
    ]),
  );
}
