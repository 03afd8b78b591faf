import { Failure } from '../../model/failure.ts';
import { SHELLS } from '../arguments/commands.ts';
import { completionModel } from '../completion/completion-model.ts';
import { SHELL_SCRIPTS } from '../completion/shells.ts';
import type { RunCommand } from './run-command.ts';

/** `kubernixos completion SHELL` */
export const runCompletion: RunCommand = ({ words: [name, ...rest] }, _color, { stdout }) => {
  const shell = SHELLS.find((each) => each === name);
  if (shell === undefined || rest.length > 0) failShell([name ?? '', ...rest].join(' '));
  stdout.write(SHELL_SCRIPTS[shell](completionModel()));
  return Promise.resolve('done');
};

function failShell(written: string): never {
  throw new Failure({
    code: 'unknown-shell',
    message:
      written === ''
        ? 'completion needs the name of a shell'
        : `there is no completion for ${JSON.stringify(written)}`,
    hint: `Shells are ${SHELLS.join(', ')}: kubernixos completion bash.`,
  });
}
