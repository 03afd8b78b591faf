import { Failure } from '../../../model/failure.ts';
import type { GitWorkspace } from './git-workspace.ts';

/**
 * Throws a `Failure` unless a commit has a good signature by a key. Where every commit is built on one
 * that was looked at so, the newest stands for all before it.
 */
export async function requireSignature(
  { attempt, place }: GitWorkspace,
  commit: string,
  key: string | null,
): Promise<void> {
  if (key === null) return;
  const { exitCode, stderr } = await attempt(['verify-commit', '--raw', commit]);
  const problem = signatureProblem(stderr, key);
  if (exitCode === 0 && problem === null) return;
  throw new Failure({
    code: 'store-unsigned',
    message: `${place}: the commit ${commit.slice(0, 12)} is not signed by ${key}: ${problem ?? 'gpg does not accept it'}`,
    hint: 'See in the history who made it. If it is to be trusted, sign a commit on top of it by that key. Nothing was changed.',
  });
}

/** What is wrong, by gpg's status lines: https://github.com/gpg/gnupg/blob/master/doc/DETAILS */
export function signatureProblem(status: string, key: string): string | null {
  const says = (word: string) => status.includes(`[GNUPG:] ${word} `);
  if (says('NO_PUBKEY') || says('ERRSIG')) return 'its key is not in the keyring';
  if (says('BADSIG')) return 'the signature is forged';
  if (says('EXPKEYSIG') || says('REVKEYSIG') || says('EXPSIG')) return 'its key has ended';
  const [, signer = '', primary = ''] =
    /^\[GNUPG:\] VALIDSIG (\S+)(?:.* (\S+))?$/m.exec(status) ?? [];
  if (!says('GOODSIG') || signer === '') return 'it has no signature';
  const isKey = [signer, primary].includes(key.toUpperCase());
  return isKey ? null : `it is signed by ${signer}`;
}
