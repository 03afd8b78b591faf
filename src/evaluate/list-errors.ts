import { Failure } from '../model/failure.ts';

/** One failure for all that is wrong with what was evaluated. */
export function listErrors(code: string, errors: readonly string[]): Failure {
  const [first = '', ...others] = errors;
  const message =
    others.length === 0 ? first : [`${String(errors.length)} errors:`, ...errors].join('\n- ');
  return new Failure({ code, message });
}
