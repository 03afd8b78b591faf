import { Failure } from '../../model/failure.ts';
import { showSourcePlace, type SourceProblem } from './source-problem.ts';

/** A `Failure` that names every problem, in the order of the sources. */
export function problemsFailure(problems: readonly SourceProblem[]): Failure {
  const sentences = problems.map((problem) => `${showSourcePlace(problem)}: ${problem.message}`);
  const [only = '', ...others] = sentences;
  return new Failure({
    code: 'cannot-import',
    message:
      others.length === 0
        ? only
        : [`${String(sentences.length)} errors:`, ...sentences].join('\n- '),
    hint: problems.find(({ hint }) => hint !== undefined)?.hint,
  });
}
