import { kubectl } from '../../adapters/kubectl.ts';
import { manifestSources } from '../../adapters/manifest-sources.ts';
import { newFileIn } from '../../adapters/new-file.ts';
import { statusLine } from '../../adapters/status-line.ts';
import { streamOutput } from '../../adapters/terminal.ts';
import { Failure } from '../../model/failure.ts';
import type { ImportRequest, ImportSource } from '../../model/import-request.ts';
import { plainWords } from '../../report/plain-words.ts';
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
  { cwd, env, stdin, stdout, stderr, signal }: Environment,
): Promise<Verdict> {
  const request = toRequest(command);
  const screen = statusLine({ stdout, stderr, env });
  const output = streamOutput(screen);
  const ports = {
    sources: manifestSources(cwd, stdin),
    kubectl: kubectl({
      env,
      global: command.kubectl.global,
      requestTimeout: command.kubectl.requestTimeout,
      onPrompt: (text) => screen.stderr.write(plainWords(text)),
    }),
    writeNewFile: newFileIn(cwd),
    print: (text: string) => {
      output.result(text);
    },
    story: importStory(output, styleFor(color && stderr.isTTY === true)),
  };
  try {
    await importManifests(request, ports, signal);
    return 'done';
  } finally {
    screen.show(null);
  }
}

function toRequest(command: CommandRequest): ImportRequest {
  return { source: toSource(command), out: command.options.text('out') };
}

function toSource({ words, options, kubectl }: CommandRequest): ImportSource {
  if (!options.on('cluster')) return { type: 'files', paths: checkPaths(words) };
  const { namespace, selector } = kubectl;
  return {
    type: 'cluster',
    query: {
      cluster: kubectl,
      namespace,
      allNamespaces: options.on('all-namespaces'),
      selector,
      kinds: words,
    },
  };
}

function checkPaths(words: readonly string[]): readonly string[] {
  if (words.length > 0) return words;
  throw new Failure({
    code: 'missing-word',
    message: 'nothing says what to import',
    hint: 'Write a file or a directory, - for standard input, or --cluster.',
  });
}
