import { fieldOf, isJsonArray, isJsonObject, type Json, type JsonObject } from '../model/json.ts';
import type { GeneratedUnit } from '../model/machine-check.ts';

/** The units that a configuration brings or adds to. */
export function generatedUnits(configuration: JsonObject): readonly GeneratedUnit[] {
  return objectsIn(configuration['systemd'], 'units').flatMap((unit) => {
    const [name, contents] = [textOf(unit, 'name'), textOf(unit, 'contents')];
    const dropins = objectsIn(unit, 'dropins').flatMap((dropin) => {
      const [file, text] = [textOf(dropin, 'name'), textOf(dropin, 'contents')];
      return file === null || text === null ? [] : [{ name: file, contents: text }];
    });
    const isEmpty = contents === null && dropins.length === 0;
    return name === null || isEmpty ? [] : [{ name, contents, dropins }];
  });
}

/** The absolute names of files and links that a configuration brings. */
export function generatedPaths(configuration: JsonObject): readonly string[] {
  return ['files', 'links'].flatMap((kind) =>
    objectsIn(configuration['storage'], kind).flatMap((node) => textOf(node, 'path') ?? []),
  );
}

function objectsIn(section: Json | undefined, name: string): readonly JsonObject[] {
  const list = isJsonObject(section) ? fieldOf(section, name) : undefined;
  return isJsonArray(list) ? list.filter(isJsonObject) : [];
}

function textOf(object: JsonObject, name: string): string | null {
  const value = fieldOf(object, name);
  return typeof value === 'string' ? value : null;
}
