/**
 * What is wrong with the key of a label or an annotation; null where nothing is.
 * https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set
 */
export function keyFault(key: string): string | null {
  const parts = key.split('/');
  const name = parts.pop() ?? '';
  const [prefix, ...more] = parts;
  if (more.length > 0) return 'has a name with more than one slash.';
  if (prefix !== undefined && !isDnsName(prefix))
    return 'has a name whose part before the slash is no DNS name in lower case.';
  if (name.length > 63)
    return `has a name of ${String(name.length)} characters, and may have 63${prefix === undefined ? '' : ' after the slash'}.`;
  return WORD.test(name) ? null : `has a name that is no key: ${ALLOWED}.`;
}

/** What is wrong with the value of a label; null where nothing is. */
export function labelFault(value: string): string | null {
  if (value.length > 63) return `has ${String(value.length)} characters, and may have 63.`;
  return value === '' || WORD.test(value) ? null : `is no value of a label: ${ALLOWED}.`;
}

const ALLOWED =
  'letters, digits, dashes, underscores and dots are allowed, and a letter or digit at both ends';

const WORD = /^[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?$/;

/** https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-subdomain-names */
export function isDnsName(text: string, longest = 253): boolean {
  return text.length <= longest && NAME.test(text);
}

const NAME = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;

/** https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-label-names */
export function isDnsLabel(text: string): boolean {
  return text.length <= 63 && LABEL.test(text);
}

const LABEL = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/;
