import { systemClock } from '../../adapters/clock.ts';
import { kubectl } from '../../adapters/kubectl.ts';
import { schemaDirectory } from '../../adapters/schema-directory.ts';
import { Failure } from '../../model/failure.ts';
import { SCHEMA_INDEX } from '../../model/schema-files.ts';
import { plainWords } from '../../report/plain-words.ts';
import { savedLines } from '../../report/schemas.ts';
import { saveSchemas } from '../../workflows/save-schemas.ts';
import type { OptionValues } from '../arguments/option-values.ts';
import type { RunCommand } from './run-command.ts';

/** Saves the schemas of a cluster: the path of the directory is the result, the rest is the story. */
export const runSchemas: RunCommand = async (request, _color, environment) => {
  const { env, cwd, stdout, stderr, signal } = environment;
  const { global, requestTimeout } = request.kubectl;
  const onPrompt = (text: string) => void stderr.write(plainWords(text));
  const saved = await saveSchemas(
    { directory: outOf(request.options), flags: request.kubectl },
    {
      clock: systemClock,
      kubectl: kubectl({ env, global, requestTimeout, onPrompt }),
      files: schemaDirectory({ cwd, index: SCHEMA_INDEX }),
    },
    signal,
  );
  for (const line of savedLines(saved)) stderr.write(`${line}\n`);
  stdout.write(`${saved.directory}\n`);
  return 'done';
};

function outOf({ text }: OptionValues): string {
  const out = text('out');
  if (out !== null) return out;
  throw new Failure({
    code: 'missing-value',
    message: 'schemas needs a directory to write',
    hint: 'Write: kubernixos schemas --out ./schemas.',
  });
}
