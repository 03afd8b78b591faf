import { manifestSources } from '../../adapters/manifest-sources.ts';
import { newFileIn } from '../../adapters/new-file.ts';
import { Failure } from '../../model/failure.ts';
import type { ImportRequest, ImportSource } from '../../model/import-request.ts';
import { styleFor } from '../../report/style.ts';
import { importManifests } from '../../workflows/import-manifests.ts';
import type { Verdict } from '../../workflows/verdict.ts';
import type { CommandRequest } from '../arguments/parse-command.ts';
import type { Environment } from '../environment.ts';
import { importStory } from '../import-story.ts';

/** Turns YAML or JSON, or what a cluster holds, into a module. */
export async function runImport(
  command: CommandRequest,
  color: boolean,
  { cwd, stdin, stdout, stderr, signal }: Environment,
): Promise<Verdict> {
  const request = toRequest(command);
  const style = styleFor(color && stderr.isTTY === true);
  const ports = {
    sources: manifestSources(cwd, stdin),
    writeNewFile: newFileIn(cwd),
    print: (text: string) => stdout.write(text),
    story: importStory((line) => stderr.write(`${line}\n`), style),
  };
  await importManifests(request, ports, signal);
  return 'done';
}

function toRequest(command: CommandRequest): ImportRequest {
  return { source: toSource(command), out: command.options.text('out') };
}

function toSource({ words, options, kubectl }: CommandRequest): ImportSource {
  if (!options.on('cluster')) return { type: 'files', paths: checkPaths(words) };
  const { namespace, selector } = kubectl;
  const query = { namespace, allNamespaces: options.on('all-namespaces'), selector, kinds: words };
  return { type: 'cluster', query };
}

function checkPaths(words: readonly string[]): readonly string[] {
  if (words.length > 0) return words;
  throw new Failure({
    code: 'missing-word',
    message: 'nothing says what to import',
    hint: 'Write a file or a directory, - for standard input, or --cluster.',
  });
}
