import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../model/json.ts';

/** A unit of systemd whose text is in a configuration. */
export interface GeneratedUnit {
  readonly name: string;
  readonly contents: string;
}

/** The units that a configuration brings, without those that it only adds to. */
export function generatedUnits(configuration: JsonObject): readonly GeneratedUnit[] {
  return listIn(configuration, 'systemd', 'units').flatMap((unit) => {
    const { name, contents } = isJsonObject(unit) ? unit : {};
    return typeof name === 'string' && typeof contents === 'string' ? [{ name, contents }] : [];
  });
}

/** The absolute names of files and links that a configuration brings. */
export function generatedPaths(configuration: JsonObject): readonly string[] {
  const nodes = ['files', 'links'].flatMap((kind) => listIn(configuration, 'storage', kind));
  return nodes.flatMap((node) => {
    const { path } = isJsonObject(node) ? node : {};
    return typeof path === 'string' ? [path] : [];
  });
}

function listIn(configuration: JsonObject, section: string, name: string): readonly Json[] {
  const found = configuration[section];
  const list = isJsonObject(found) ? found[name] : undefined;
  return isJsonArray(list) ? list : [];
}
