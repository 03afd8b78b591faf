import type { CommandRequest } from '../../../arguments/parse-command.ts';

/** The name of a backup, where it is the first word; null where there is none. */
export function takeBackupName(request: CommandRequest): {
  readonly name: string | null;
  /** The same without it. */
  readonly rest: CommandRequest;
} {
  const [name = null, ...words] = request.words;
  return { name, rest: { ...request, words } };
}
