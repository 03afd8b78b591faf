const NAME = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/** Whether a text is a label key. https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set */
export function isLabelKey(key: string): boolean {
  const parts = key.split('/');
  if (parts.length > 2) return false;
  const name = parts.at(-1) ?? '';
  const prefix = parts.length === 2 ? parts[0] : undefined;
  return isName(name) && (prefix === undefined || isSubdomain(prefix));
}

export function isLabelValue(value: string): boolean {
  return value === '' || isName(value);
}

function isName(name: string): boolean {
  return name.length <= 63 && NAME.test(name);
}

function isSubdomain(prefix: string): boolean {
  return prefix.length <= 253 && SUBDOMAIN.test(prefix);
}
