import type { Cluster } from '../model/cluster.ts';
import type { LocalFiles } from '../ports/local-files.ts';
import { judgeLocalFile, searchedIn } from './judge-local-file.ts';

/** What this machine lacks for k0sctl to work on a cluster: sentences with what to do. */
export async function checkLocal(
  { localFiles, secrets }: Pick<Cluster, 'localFiles' | 'secrets'>,
  files: LocalFiles,
  isSet: (variable: string) => boolean,
): Promise<readonly string[]> {
  const verdicts = await Promise.all(
    localFiles.map(async (local) => judgeLocalFile(local, await files.look(searchedIn(local)))),
  );
  const unset = secrets.flatMap(({ option, source }) =>
    source.type === 'variable' && !isSet(source.name)
      ? [`${option}: the variable ${source.name} is not set. Set it to the password.`]
      : [],
  );
  return [...verdicts.filter((verdict) => verdict !== null), ...unset];
}
