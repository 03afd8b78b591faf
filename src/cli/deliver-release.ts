import { resolve } from 'node:path';
import type { DeployRequest } from '../model/deploy-request.ts';
import type { Release } from '../model/release.ts';
import type { ReleaseDelivery } from '../ports/deploy-story.ts';
import type { Files } from '../ports/files.ts';
import type { Output } from '../ports/output.ts';
import { buildFiles } from '../report/build-files.ts';
import { count } from '../report/count.ts';
import { dumpJson } from '../report/dump.ts';
import { printableLine } from '../report/printable.ts';
import { documentOf } from './result-document.ts';

export interface DeliveryContext {
  readonly request: DeployRequest;
  readonly output: Output;
  readonly files: Files;
  readonly cwd: string;
}

/** Prints a release, or writes it to a directory; in a dry run it only says what it would write. */
export function releaseDelivery(context: DeliveryContext): ReleaseDelivery {
  const { request, output, files, cwd } = context;
  const { dryRun } = request.kubectl;
  const say = (line: string) => {
    if (documentOf(request) === null) output.result(`${line}\n`);
    else output.story(line);
  };
  return {
    async dump(release) {
      output.result(request.yaml ? await dumpYaml(release) : dumpJson(release));
    },
    async build(release) {
      const texts = buildFiles(release);
      if (dryRun === 'none') {
        say(await files.replaceDirectory(request.out, texts));
        return;
      }
      const path = printableLine(resolve(cwd, request.out));
      say(`would write ${count(texts.size, 'file')} to ${path} (${dryRun} dry run)`);
    },
  };
}

/** The YAML library is loaded only where it is needed. */
async function dumpYaml(release: Release): Promise<string> {
  const [{ printYaml }, { releaseList }] = await Promise.all([
    import('../report/yaml.ts'),
    import('../report/dump.ts'),
  ]);
  return printYaml(releaseList(release));
}
