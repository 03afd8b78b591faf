/** The path of an attribute or an element of what an option path names, as Nix would write it. */
export function pathBelow(path: string, part: string | number): string {
  if (typeof part === 'number') return `${path}[${String(part)}]`;
  if (path === '') return part;
  return /^[A-Za-z_][\w'-]*$/.test(part) ? `${path}.${part}` : `${path}.${JSON.stringify(part)}`;
}
