import { printableLine } from './printable.ts';

/**
 * A line of kubectl's standard error for people. What does not begin as kubectl begins a line, such as
 * the second line of what a webhook says, is indented, so that it cannot pass for a line of ours.
 */
export function kubectlLine(line: string): string {
  const text = printableLine(line);
  return text === '' || BEGINNING.test(text) ? text : `  ${text}`;
}

const BEGINNING = new RegExp(
  [
    '^(?:Warning|error|for|to|from server for): ',
    '^Error from server\\b',
    '^The \\S+ ".*" is invalid',
    '^Unable to connect to the server',
    '^applying patch:',
    '^[IWEF]\\d{4} \\d\\d:\\d\\d:\\d\\d\\.\\d+ ', // klog
    '^\\* ',
    '^ ',
  ].join('|'),
);
