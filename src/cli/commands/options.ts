import { isFile } from '../../adapters/file-system.ts';
import { createNix } from '../../adapters/nix.ts';
import { Failure } from '../../model/failure.ts';
import type { OptionDoc } from '../../model/option-doc.ts';
import { optionDetails } from '../../report/option-details.ts';
import { optionList } from '../../report/option-list.ts';
import { optionsJson } from '../../report/options-json.ts';
import { type Style, styleFor } from '../../report/style.ts';
import { listOptions } from '../../workflows/list-options.ts';
import { absoluteSource } from '../absolute-source.ts';
import { readEvaluator } from '../arguments/own-arguments.ts';
import type { CommandRequest } from '../arguments/parse-command.ts';
import { findSource } from '../arguments/source.ts';
import type { Environment } from '../environment.ts';
import type { RunCommand } from './run-command.ts';
import { selectOptions } from './select-options.ts';

/** `kubernixos [HOSTGROUP] options [PATH]` */
export const runOptions: RunCommand = async (request, color, { env, cwd, stdout, signal }) => {
  const path = readPath(request);
  const options = await listOptions(
    optionsRequest(request, { env, cwd }),
    { nix: createNix({ env, cwd }) },
    signal,
  );
  const selected = path === null ? options : selectOptions(options, path);
  const style = styleFor(color && stdout.isTTY === true);
  stdout.write(request.options.on('json') ? optionsJson(selected) : optionsText(selected, style));
  return 'done';
};

function readPath({ words: [path, another] }: CommandRequest): string | null {
  if (another === undefined) return path ?? null;
  throw new Failure({
    code: 'stray-word',
    message: `options takes one path, and ${JSON.stringify(another)} is another`,
    hint: 'Write: kubernixos options [PATH]',
  });
}

function optionsRequest(
  { hostgroup, options }: CommandRequest,
  { env, cwd }: Pick<Environment, 'env' | 'cwd'>,
) {
  const source = findSource(
    { word: hostgroup, option: options.text('hostgroup'), flake: options.text('flake'), env },
    (path) => isFile(cwd, path),
  );
  return {
    source: source === null ? null : absoluteSource(source, cwd),
    evaluator: readEvaluator(options.text('evaluator')),
    showTrace: options.on('show-trace'),
  };
}

function optionsText(options: readonly OptionDoc[], style: Style): string {
  const [first, second] = options;
  return first !== undefined && second === undefined
    ? optionDetails(first, style)
    : optionList(options, style);
}
