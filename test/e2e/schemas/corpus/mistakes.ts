/** What can be wrong with a field, and the words by which the offline check says so. */
export const mistakes = {
  unknown: /unknown|no such field|not a field/i,
  type: /./,
  required: /./,
  enum: /./,
  number: /./,
  quantity: /./,
  format: /./,
  pattern: /./,
  length: /./,
  duplicate: /./,
  name: /./,
  label: /./,
  kind: /./,
  rule: /./,
} as const satisfies Readonly<Record<string, RegExp>>;

export type Mistake = keyof typeof mistakes;
