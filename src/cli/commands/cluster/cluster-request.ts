import { Failure } from '../../../model/failure.ts';
import type { CommandRequest } from '../../arguments/parse-command.ts';
import type { Environment } from '../../environment.ts';
import { requestedSource } from '../requested-source.ts';

/** Which cluster a command line means: what to evaluate. Throws a `Failure` for words, which no verb takes. */
export function clusterRequest(
  request: CommandRequest,
  environment: Pick<Environment, 'env' | 'cwd'>,
) {
  const [stray] = request.words;
  if (stray !== undefined) failStray(request.name, stray);
  return requestedSource(request, environment);
}

function failStray(name: string, word: string): never {
  throw new Failure({
    code: 'stray-word',
    message: `${name} takes no word, and ${JSON.stringify(word)} is one`,
    hint: `Write: kubernixos [HOSTGROUP] ${name}`,
  });
}
