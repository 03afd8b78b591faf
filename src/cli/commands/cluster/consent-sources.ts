import { statusLine } from '../../../adapters/status-line.ts';
import { terminalPrompt } from '../../../adapters/terminal.ts';
import type { CommandRequest } from '../../arguments/parse-command.ts';
import type { Environment } from '../../environment.ts';
import type { ConsentSources } from './ask-cluster-name.ts';
import { tellLines } from './tell-lines.ts';

/** Who agrees to what is done with a cluster: the command line, or the person at the terminal. */
export function consentSources(
  { options }: CommandRequest,
  color: boolean,
  environment: Environment,
): ConsentSources {
  const { stdin, stdout, stderr, env } = environment;
  return {
    yes: options.on('yes'),
    named: options.text('cluster'),
    prompt: terminalPrompt(stdin, statusLine({ stdout, stderr, env })),
    tell: tellLines(color, environment),
  };
}
