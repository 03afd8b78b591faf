import type { Field } from './field.ts';

/** A field of a manifest as its option is written in Nix: `kubernixos.manifests.web.data."a.b"`. */
export function optionPath(option: string, path: Field): string {
  return option + path.map(showPart).join('');
}

function showPart(part: string | number): string {
  if (typeof part === 'number') return `[${String(part)}]`;
  return PLAIN.test(part) ? `.${part}` : `.${JSON.stringify(part)}`;
}

const PLAIN = /^[a-zA-Z_][\w'-]*$/;
