import { dataDirOf, k0sOf } from '../host.ts';
import { execute } from '../remote.ts';
import { apiUrlOf, controllersOf, plan, type Phase, type Run } from '../run.ts';

/** Asks the first controller alone; `take` gets the administrator's kubeconfig, as k0sctl renames it. */
export function getKubeconfig(take: (kubeconfig: string) => void): Phase {
  return {
    title: 'Get admin kubeconfig',
    dryRun: (run) => {
      plan(run, controllersOf(run)[0], 'get admin kubeconfig');
    },
    run: async (run) => {
      const [host] = controllersOf(run);
      if (host === undefined) throw new Error('no controllers');
      const command = `${k0sOf(host)} kubeconfig admin --data-dir=${dataDirOf(host)}`;
      const text = await execute(host, command).catch((error: unknown) => {
        const where = 'read kubeconfig from host: get kubeconfig from host';
        throw new Error(`${where}: ${(error as Error).message}`, { cause: error });
      });
      take(rename(run, text));
    },
  };
}

function rename(run: Run, text: string): string {
  const name = run.args.cluster || run.config.metadata.name;
  const user = run.args.user || run.config.metadata.user;
  const ca = /certificate-authority-data: (\S+)/.exec(text)?.[1] ?? '';
  const token = /token: (\S+)/.exec(text)?.[1] ?? '';
  return `apiVersion: v1
clusters:
- cluster:
    certificate-authority-data: ${ca}
    server: ${run.args.address || apiUrlOf(run)}
  name: ${name}
contexts:
- context:
    cluster: ${name}
    user: ${user}
  name: ${name}
current-context: ${name}
kind: Config
users:
- name: ${user}
  user:
    token: ${token}
`;
}
