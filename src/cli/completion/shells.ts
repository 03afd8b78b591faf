import type { Shell } from '../arguments/commands.ts';
import { bashCompletion } from './bash-completion.ts';
import type { CompletionModel } from './completion-model.ts';
import { fishCompletion } from './fish-completion.ts';
import { zshCompletion } from './zsh-completion.ts';

/** Scripts by shell. */
export const SHELL_SCRIPTS: Readonly<Record<Shell, (model: CompletionModel) => string>> = {
  bash: bashCompletion,
  fish: fishCompletion,
  zsh: zshCompletion,
};
