import type { LocalFile } from '../model/cluster.ts';
import type { Look } from '../ports/local-files.ts';

/** The part of a name that needs no search: k0sctl takes the rest for a pattern. */
export function searchedIn({ file, use }: LocalFile): string {
  const pattern = use === 'sources' ? file.search(/[*?[\]{}%]/) : -1;
  return pattern < 0 ? file : file.slice(0, file.lastIndexOf('/', pattern) + 1);
}

/** What is wrong with a file that k0sctl will read, as a sentence with what to do; null for nothing. */
export function judgeLocalFile(local: LocalFile, look: Look): string | null {
  const { option, file, use } = local;
  switch (look.type) {
    case 'missing':
      return `${option}: there is no ${searchedIn(local)}. Write the name of a file on this machine.`;
    case 'unreadable':
      return `${option}: ${file} cannot be read: ${look.reason}. Let the user who runs this read it.`;
    case 'directory':
      return use === 'sources' ? null : `${option}: ${file} is a directory. Name a file in it.`;
    case 'file':
      return judgeFile(local, look);
  }
}

/** A source may be empty on purpose; what is read here may not, as a key that was never filled in. */
function judgeFile(
  { option, file, use }: LocalFile,
  { mode, size }: Extract<Look, { type: 'file' }>,
) {
  if (use === 'secret' && (mode & OTHERS) !== 0)
    return `${option}: ${file} holds a secret, and others may read it (mode ${octal(mode)}). Run: chmod 600 ${file}`;
  return size === 0 && use !== 'sources'
    ? `${option}: ${file} is empty. Write into it what it is to hold, or name another file.`
    : null;
}

const OTHERS = 0o077;

function octal(mode: number): string {
  return mode.toString(8).padStart(4, '0');
}
