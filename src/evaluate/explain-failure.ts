import { Failure } from '../model/failure.ts';
import type { NixMessage, NixResult } from '../ports/nix.ts';
import type { EvaluationRequest } from './evaluation-request.ts';
import { findKnownProblem } from './known-problems.ts';
import { showPlace } from './show-place.ts';

/**
 * What made Nix fail, as a `Failure`: its first line says what and where, without what Nix says
 * around it. The trace is there if the user asked for it.
 */
export function explainFailure(result: NixResult, request: EvaluationRequest): Failure {
  const error = result.messages.findLast(({ level }) => level === 'error');
  if (error === undefined) return unexplained(result);
  const named = {
    ...error,
    text: nameInline(error.text, request),
    trace: error.trace.map((frame) => nameInline(frame, request)),
  };
  const problem = findKnownProblem(named);
  const [first = '', ...others] = (problem.message ?? named.text).split('\n');
  const place = showPlace(named, request);
  const where = place === null || first.includes(place) ? '' : ` (${place})`;
  const transformer = showTransformer(named);
  const ours = first.includes('kubernixos.transformers[') ? '' : transformer;
  const trace = request.showTrace ? showTrace(named) : [];
  return new Failure({
    code: problem.code,
    message: [`${dropEnd(first, where + ours)}${where}${ours}`, ...others, ...trace]
      .join('\n')
      .trimEnd(),
    hint:
      problem.hint ??
      (isBareFile(named, place) ? PATHS : isLost(named, place, request) ? SHOW_TRACE : undefined),
  });
}

const SHOW_TRACE = '--show-trace shows where this comes from';

/** Whether MODULES or PACKAGES may hold `prod.nix` where `./prod.nix` was meant. */
function isBareFile({ text }: NixMessage, place: string | null): boolean {
  return text.startsWith('undefined variable ') && /^(?:MODULES|PACKAGES):/.test(place ?? '');
}

const PATHS = 'in MODULES and PACKAGES a file is written as a path: ./prod.nix, not prod.nix';

/** Such as a Nix that was killed. */
function unexplained({ exitCode, messages }: NixResult): Failure {
  const last = messages.at(-1)?.text;
  const said = last === undefined || last === '' ? ' and said nothing' : `: ${last}`;
  return new Failure({
    code: 'nix-failed',
    message: `nix-instantiate ended with exit code ${String(exitCode)}${said}`,
  });
}

/**
 * Modules that are written in MODULES itself have no file that Nix could name. One that stands in
 * another has the name of that one, which is enough to find it.
 */
function nameInline(text: string, { source }: EvaluationRequest): string {
  const outer = text.replaceAll(/(?<=[^`'"])(?::anon-\d+)+/g, '');
  if (source.type !== 'expressions') return outer;
  return outer.replaceAll(/<unknown-file>|(?:\(string\)|«string»)(?=:\d)/g, 'MODULES');
}

/** A full stop before the place would cut the sentence. */
function dropEnd(line: string, where: string): string {
  return where === '' ? line : line.replace(/[.:]$/, '');
}

/** What Nix says of a function does not tell for which object it was called: our frame does. */
function showTransformer({ trace }: NixMessage): string {
  const frame = trace.map((each) => TRANSFORMER.exec(each)).find((match) => match !== null);
  return frame === undefined ? '' : `, ${frame[0]}`;
}

const TRANSFORMER = /while kubernixos\.transformers\[.+ changes kubernixos\.manifests.+/;

function showTrace({ trace }: NixMessage): string[] {
  return trace.filter((frame) => frame !== 'from call site').map((frame) => `  … ${frame}`);
}

/** Whether neither a place nor an option tells where to look. */
function isLost(
  { text }: NixMessage,
  place: string | null,
  { showTrace }: EvaluationRequest,
): boolean {
  return !showTrace && place === null && !/[/`]|kubernixos\./.test(text);
}
