/** What only the API server can know, and why. */
export const onlyServerReasons = {
  'other fields': 'rules about several fields of one object',
  values: 'rules about a value that are no part of the schema',
  addresses: 'which IP addresses a field allows, and how they are to be written',
  cluster: 'what else the cluster holds',
} as const;

export type OnlyServer = keyof typeof onlyServerReasons;
