/** What only the API server can know, and why. */
export const onlyServerReasons = {
  'other fields': 'rules about several fields of one object',
  values: 'rules about a value that are no part of the schema',
  'empty words': 'whether an empty string is one of the allowed words, or stands for none',
  cluster: 'what else the cluster holds',
} as const;

export type OnlyServer = keyof typeof onlyServerReasons;
