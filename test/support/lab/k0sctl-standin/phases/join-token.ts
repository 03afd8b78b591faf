import { gunzipSync } from 'node:zlib';
import { dataDirOf, k0sOf, tokenPath, type Host } from '../host.ts';
import { attempt, execute, writeRemote } from '../remote.ts';
import { leaderOf, wet, type Run } from '../run.ts';

export interface JoinToken {
  readonly text: string;
  readonly id: string;
  readonly url: string;
  readonly kubeconfig: string;
}

export async function createToken(
  run: Run,
  role: 'controller' | 'worker',
  minutes: number,
): Promise<JoinToken> {
  const leader = leaderOf(run);
  const flags = `--role=${role} --expiry=${minutes}m0s --data-dir=${dataDirOf(leader)}`;
  const text = await execute(leader, `${k0sOf(leader)} token create ${flags}`);
  const kubeconfig = gunzipSync(Buffer.from(text, 'base64')).toString();
  return {
    text,
    kubeconfig,
    url: /server: (\S+)/.exec(kubeconfig)?.[1] ?? '',
    id: /token: (\w+)\./.exec(kubeconfig)?.[1] ?? '',
  };
}

/** Makes a token worthless, on the leader and in the file of the host that has used it. */
export async function retireToken(run: Run, host: Host, id: string | undefined): Promise<void> {
  const leader = leaderOf(run);
  await wet(run, leader, `invalidate k0s join token for ${host.config.role} ${host.title}`, () =>
    attempt(
      leader,
      `${k0sOf(leader)} token invalidate --data-dir=${dataDirOf(leader)} ${id ?? ''}`,
    ),
  );
  await wet(run, host, 'overwrite k0s join token file', () =>
    writeRemote(host, tokenPath, '# overwritten by k0sctl after join\n'),
  );
}
