/** One requirement of a label selector. https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors */
export interface Requirement {
  readonly key: string;
  readonly operator: 'in' | 'not-in' | 'exists' | 'not-exists';
  /** Empty for `exists` and `not-exists`. */
  readonly values: readonly string[];
}

/** Whether labels meet every requirement. As in Kubernetes, `!=` and `notin` match where the key is absent. */
export function matchesLabels(
  requirements: readonly Requirement[],
  labels: Readonly<Record<string, string>>,
): boolean {
  return requirements.every((requirement) => meets(requirement, labels));
}

/** A selector as kubectl takes it. */
export function showSelector(requirements: readonly Requirement[]): string {
  return requirements.map(showRequirement).join(',');
}

function showRequirement({ key, operator, values }: Requirement): string {
  const [value = ''] = values;
  switch (operator) {
    case 'in':
      return values.length === 1 ? `${key}=${value}` : `${key} in (${values.join(',')})`;
    case 'not-in':
      return values.length === 1 ? `${key}!=${value}` : `${key} notin (${values.join(',')})`;
    case 'exists':
      return key;
    case 'not-exists':
      return `!${key}`;
  }
}

function meets(requirement: Requirement, labels: Readonly<Record<string, string>>): boolean {
  const value = Object.hasOwn(labels, requirement.key) ? labels[requirement.key] : undefined;
  switch (requirement.operator) {
    case 'in':
      return value !== undefined && requirement.values.includes(value);
    case 'not-in':
      return value === undefined || !requirement.values.includes(value);
    case 'exists':
      return value !== undefined;
    case 'not-exists':
      return value === undefined;
  }
}
