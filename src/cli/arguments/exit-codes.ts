/** Exit codes, as help and docs explain them. */
export const EXIT_CODES: readonly (readonly [code: number, when: string])[] = [
  [0, 'done'],
  [1, 'failed, refused or declined'],
  [2, 'plan alone: there are changes'],
  [130, 'stopped by Ctrl-C'],
  [141, 'nobody reads its output any more'],
  [143, 'stopped by SIGTERM'],
];
