import { Failure } from '../model/failure.ts';
import type { EvaluationInfo, Release } from '../model/release.ts';
import type { Nix } from '../ports/nix.ts';
import { differingPaths } from './differing-paths.ts';
import { evaluateRelease } from './evaluate-release.ts';
import type { EvaluationRequest } from './evaluation-request.ts';

/**
 * Evaluates as `evaluateRelease`, and with the embedded library as well. Fails with a `Failure`
 * where the two releases differ, and where there is no second library to compare with.
 */
export async function verifyLibrary(
  nix: Nix,
  request: EvaluationRequest,
  signal: AbortSignal,
  tell: (line: string) => void,
): Promise<Release> {
  const [theirs, ours] = await Promise.allSettled([
    evaluateRelease(nix, request, signal, tell),
    evaluateRelease(nix, { ...request, embedded: true }, signal, () => undefined),
  ]);
  if (theirs.status === 'rejected') throw judgeFailure(theirs.reason, ours);
  const { evaluation } = theirs.value;
  checkComparable(evaluation);
  const name = showLibrary(evaluation);
  if (ours.status === 'rejected') throw judgeEmbedded(name, ours.reason);
  const paths = differingPaths(theirs.value, ours.value);
  if (paths.length > 0)
    throw disagree(`${name} and the embedded library give different releases`, paths);
  tell(`${name} and the embedded library agree`);
  return theirs.value;
}

const DISAGREE = 'libraries-disagree';

const WHOM_TO_TRUST =
  'If that library is one of nixpkgs unchanged, this is a bug of kubernixos, please report it: nixpkgs is right. Nothing was touched.';

function showLibrary({ library }: EvaluationInfo): string {
  const version = library.version === 'unknown' ? '' : ` ${library.version}`;
  return `${library.name} lib${version} from ${library.source}`;
}

function checkComparable({ evaluator, library }: EvaluationInfo): void {
  if (library.name === 'embedded') {
    throw new Failure({
      code: 'library-unverified',
      message:
        'there is no library to compare with: this release is evaluated with the embedded one',
      hint: 'Supply nixpkgs: network.lib or network.pkgs in the hostgroup, PACKAGES, or nixpkgs=PATH in NIX_PATH.',
    });
  }
  if (evaluator !== 'modules') {
    throw new Failure({
      code: 'library-unverified',
      message: `the evaluator ${evaluator} works with its own library alone: there is nothing to compare`,
      hint: 'Add --evaluator=modules.',
    });
  }
}

/** What fails with both libraries in the same way is a fault of the release. */
function judgeFailure(reason: unknown, ours: PromiseSettledResult<Release>): unknown {
  if (!(reason instanceof Failure)) return reason;
  if (ours.status === 'fulfilled') {
    const { message, hint } = reason;
    return new Failure({
      code: DISAGREE,
      message: `the embedded library gives a release where yours fails: ${message}`,
      hint: [hint, WHOM_TO_TRUST].filter((line) => line !== undefined).join('\n'),
      cause: reason,
    });
  }
  const other: unknown = ours.reason;
  if (!(other instanceof Failure) || !isList(reason) || !isList(other)) return reason;
  if (other.message === reason.message) return reason;
  return disagree('your library and the embedded one find different faults', [
    `yours: ${reason.message}`,
    `embedded: ${other.message}`,
  ]);
}

/** Faults that our own code finds in a release: in the same words, whatever the library. */
function isList({ code }: Failure): boolean {
  return code === 'release-invalid';
}

function judgeEmbedded(name: string, reason: unknown): unknown {
  if (!(reason instanceof Failure)) return reason;
  return new Failure({
    code: DISAGREE,
    message: `${name} gives a release where the embedded library fails: ${reason.message}`,
    hint: reason.hint ?? WHOM_TO_TRUST,
    cause: reason,
  });
}

function disagree(what: string, details: readonly string[]): Failure {
  const shown = details.slice(0, MOST).map((detail) => `- ${detail}`);
  const more = details.length > MOST ? [`- and ${String(details.length - MOST)} more`] : [];
  return new Failure({
    code: DISAGREE,
    message: [`${what}:`, ...shown, ...more].join('\n'),
    hint: WHOM_TO_TRUST,
  });
}

const MOST = 20;
