import type { Field } from './field.ts';

/** A field of a manifest as its option is written in Nix: `kubernixos.manifests.web.data."a.b"`. */
export function optionPath(option: string, field: Field): string {
  return field.reduce<string>(pathBelow, option);
}

/** The path of an attribute or an element of what an option path names, as Nix would write it. */
export function pathBelow(path: string, part: string | number): string {
  if (typeof part === 'number') return `${path}[${String(part)}]`;
  if (path === '') return part;
  return PLAIN.test(part) ? `${path}.${part}` : `${path}.${JSON.stringify(part)}`;
}

const PLAIN = /^[A-Za-z_][\w'-]*$/;
