import type { Command } from './command.ts';

/** What makes, writes, serves and tries boot media of machines, in the order of the help text. */
export const MEDIA_COMMANDS: readonly Command[] = [];
