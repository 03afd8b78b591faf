/** What can be wrong with a field, and the words by which the offline check says so. */
export const mistakes = {
  unknown: /^is unknown\./,
  type: /^is .*, not |^is null\./,
  required: /^is missing\.|^is empty\.|needs/,
  enum: /It may be|must be one of|^is empty\./,
  number: /must be (at least|at most|from|greater|less|a multiple)|it goes from|not an integer/,
  quantity: /no quantity|not a quantity|below zero/,
  format: /^is (no|empty)|which is no |not a string|must be (a|an|the) /,
  pattern: /does not match|must be/,
  length: /^has .* (needs|may have)|at most \d+/,
  duplicate: / again\.$/,
  name: /is no (DNS )?(name|label)|must (be|have)|^(has|begins)/,
  label: /^has a name|is no value of a label|may have 63/,
  kind: /^is .*, which .*(has no|does not have)/,
  rule: /must be|needs?\b|may have one|and the pod has no|is missing|is empty|cannot be applied|must fit|rules out|It may be/,
} as const satisfies Readonly<Record<string, RegExp>>;

export type Mistake = keyof typeof mistakes;
