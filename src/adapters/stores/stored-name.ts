import { Failure } from '../../model/failure.ts';

/** Names that are the same in file systems, Git and restic, and never an option or a hidden file. */
const STORED_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,199}$/;

/** Whether a backup, or a file of one, can have this name. */
export function isStoredName(name: string): boolean {
  return STORED_NAME.test(name);
}

/** Throws a `Failure` for a name that no store takes. */
export function checkStoredNames(names: readonly string[]): void {
  const strange = names.find((name) => !isStoredName(name));
  if (strange === undefined) return;
  throw new Failure({
    code: 'store-name',
    message: `${JSON.stringify(strange)} is no name for a backup or a file of one`,
    hint: 'Take up to 200 letters, digits, dots, hyphens and underscores, a letter or digit first. Nothing was changed.',
  });
}
