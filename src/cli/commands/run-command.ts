import type { Verdict } from '../../workflows/verdict.ts';
import type { CommandRequest } from '../arguments/parse-command.ts';
import type { Environment } from '../environment.ts';

/** Runs one command; `color` is false where there shall be no colours. */
export type RunCommand = (
  request: CommandRequest,
  color: boolean,
  environment: Environment,
) => Promise<Verdict>;

/** The commands that stand alone, by name; each is loaded when it is asked for. */
const RUNS: Readonly<Record<string, () => Promise<RunCommand>>> = {
  cluster: async () => (await import('./cluster/group.ts')).runGroup,
  'cluster backup': async () => (await import('./cluster/backup/backup.ts')).runBackup,
  'cluster backups': async () => (await import('./cluster/backup/backups.ts')).runBackups,
  'cluster config': async () => (await import('./cluster/config.ts')).runConfig,
  'cluster drill': async () => (await import('./cluster/backup/drill.ts')).runDrill,
  'cluster init': async () => (await import('./cluster/backup/init.ts')).runInit,
  'cluster install': async () => (await import('./cluster/install.ts')).runInstall,
  'cluster kubeconfig': async () => (await import('./cluster/kubeconfig.ts')).runKubeconfig,
  'cluster pipeline': async () => (await import('./cluster/pipeline.ts')).runPipeline,
  'cluster rekey': async () => (await import('./cluster/backup/rekey.ts')).runRekey,
  'cluster restore': async () => (await import('./cluster/backup/restore.ts')).runRestore,
  'cluster uninstall': async () => (await import('./cluster/uninstall.ts')).runUninstall,
  'cluster ping': async () => (await import('./cluster/ping.ts')).runPing,
  'cluster status': async () => (await import('./cluster/status.ts')).runStatus,
  'cluster validate': async () => (await import('./cluster/validate.ts')).runValidate,
  completion: async () => (await import('./completion.ts')).runCompletion,
  import: async () => (await import('./import.ts')).runImport,
  machine: async () => (await import('./cluster/group.ts')).runGroup,
  'machine diff': async () => (await import('./machine/diff.ts')).runDiff,
  'machine flash': async () => (await import('./machine/flash.ts')).runFlash,
  'machine ignition': async () => (await import('./machine/ignition.ts')).runIgnition,
  'machine image': async () => (await import('./machine/image.ts')).runImage,
  'machine ipxe': async () => (await import('./machine/ipxe.ts')).runIpxe,
  'machine list': async () => (await import('./machine/list.ts')).runList,
  'machine reproduce': async () => (await import('./machine/reproduce.ts')).runReproduce,
  'machine serve': async () => (await import('./machine/serve.ts')).runServe,
  'machine validate': async () => (await import('./machine/validate.ts')).runValidateMachines,
  options: async () => (await import('./options.ts')).runOptions,
  schemas: async () => (await import('./schemas.ts')).runSchemas,
};

/** Runs a command that stands alone. */
export async function runCommand(
  request: CommandRequest,
  color: boolean,
  environment: Environment,
): Promise<Verdict> {
  const load = RUNS[request.name];
  if (load === undefined) throw new Error(`no program for the command ${request.name}`);
  const run = await load();
  return run(request, color, environment);
}
