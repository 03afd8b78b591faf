/** The path of a field: `spec` and `replicas` → `spec.replicas`, `data` and `a.b` → `data["a.b"]`. */
export function fieldPath(path: string, name: string): string {
  if (!PLAIN_NAME.test(name)) return `${path}[${JSON.stringify(name)}]`;
  return path === '' ? name : `${path}.${name}`;
}

/** The path of a list's element by its place: `rules[2]`. */
export function indexPath(path: string, index: number): string {
  return `${path}[${index}]`;
}

const PLAIN_NAME = /^[A-Za-z_$][\w$-]*$/;
