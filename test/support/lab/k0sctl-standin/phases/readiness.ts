import { dataDirOf, k0sOf, serviceOf, type Host } from '../host.ts';
import { attempt, execute } from '../remote.ts';
import { retry } from '../retry.ts';
import { patienceOf, type Run } from '../run.ts';

export async function isNodeReady(host: Host): Promise<boolean> {
  const environment = `env "KUBECONFIG=${dataDirOf(host)}/kubelet.conf"`;
  const command = `${environment} ${k0sOf(host)} kubectl get node ${host.facts.hostname} -o json`;
  const { code, stdout } = await attempt(host, command);
  return code === 0 && stdout.toString().includes('"type":"Ready","status":"True"');
}

export async function waitForService(run: Run, host: Host): Promise<void> {
  run.log.info(`${host.title}: waiting for the k0s service to start`);
  await retry(patienceOf(run), () =>
    execute(host, `systemctl status ${serviceOf(host)} | grep -q "(running)"`),
  );
}

/** Waits until a controller's API says that it is ready, in k0sctl's two ways of asking. */
export async function waitForApi(run: Run, host: Host, query: string): Promise<void> {
  const environment = `env "KUBECONFIG=${dataDirOf(host)}/pki/admin.conf"`;
  const command = `${environment} ${k0sOf(host)} kubectl get --raw='/readyz${query}'`;
  await retry(patienceOf(run), async () => {
    const { code, stdout } = await attempt(host, command);
    if (code !== 0 || (query === '' && stdout.toString() !== 'ok'))
      throw new Error(`kubernetes api /readyz responded with "${stdout.toString()}"`);
  });
}

export async function isServiceRunning(host: Host): Promise<boolean> {
  const { stdout } = await attempt(host, `systemctl status ${serviceOf(host)}`);
  return stdout.includes('(running)');
}

/** Stops the service and waits for its end; what fails is told and no reason to stop. */
export async function stopService(run: Run, host: Host): Promise<void> {
  if (!(await isServiceRunning(host))) return;
  const { code, stderr } = await attempt(host, `systemctl stop ${serviceOf(host)}`);
  if (code !== 0) run.log.warn(`${host.title}: failed to stop k0s: ${stderr.trim()}`);
  await retry(patienceOf(run), async () => {
    if (await isServiceRunning(host)) throw new Error('still running');
  }).catch((error: unknown) => {
    run.log.warn(`${host.title}: failed to wait for k0s to stop: ${String(error)}`);
  });
}
