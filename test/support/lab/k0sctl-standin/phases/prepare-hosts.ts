import { learn, type Host } from '../host.ts';
import { quote } from '../quote.ts';
import { execute, succeeds } from '../remote.ts';
import { onEach, type Phase, type Run } from '../run.ts';
import { open } from './connect.ts';
import { runHooks } from './hooks.ts';

const supported = [
  'debian',
  'ubuntu',
  'alpine',
  'fedora',
  'rhel',
  'centos',
  'rocky',
  'arch',
  'sles',
];

export const detectSystems: Phase = {
  title: 'Detect host operating systems',
  run: async (run) => {
    await onEach(run.hosts, async (host) => {
      const release = await execute(host, 'cat /etc/os-release || cat /usr/lib/os-release');
      const of = (name: string) => new RegExp(`^${name}="?([^"\n]*)`, 'm').exec(release)?.[1] ?? '';
      const ids = [host.config.os ?? of('ID'), ...of('ID_LIKE').split(' ')];
      if (!ids.some((id) => supported.includes(id)))
        throw new Error(`error getting OS module: unsupported OS: ${ids[0] ?? ''}`);
      run.log.info(`${host.title}: is running ${of('NAME')}`);
    });
    await runHooks(run, 'connect', 'after', run.hosts);
  },
};

/** Writes to hosts in a dry run too: k0sctl does so. */
export const prepareHosts: Phase = {
  title: 'Prepare hosts',
  run: (run) =>
    onEach(run.hosts, async (host) => {
      const variables = Object.entries(host.config.environment ?? {});
      if (variables.length > 0) await writeEnvironment(run, host, variables);
      if (!(await succeeds(host, 'command -v curl'))) throw new Error('curl is missing');
    }),
};

async function writeEnvironment(
  run: Run,
  host: Host,
  variables: readonly (readonly [string, string])[],
): Promise<void> {
  run.log.info(`${host.title}: updating environment`);
  for (const [name, value] of variables) {
    const line = quote(`${name}=${value}`);
    const others = `grep -v ${quote(`^${name}=`)} /etc/environment >/tmp/environment`;
    await execute(
      host,
      `${others}; echo ${line} >>/tmp/environment && mv /tmp/environment /etc/environment`,
    );
  }
  run.log.info(`${host.title}: reconnecting to apply new environment`);
  await open(run, host);
}

export const gatherFacts: Phase = {
  title: 'Gather host facts',
  run: (run) =>
    onEach(run.hosts, async (host) => {
      const machine = await execute(host, 'uname -m');
      run.log.info(
        `${host.title}: detected ${machine === 'x86_64' ? 'amd64' : machine} architecture`,
      );
      const hostname = host.config.hostname ?? (await execute(host, 'hostname'));
      run.log.info(`${host.title}: using ${hostname} as hostname`);
      learn(host, { hostname: hostname.toLowerCase() });
      if (host.facts.privateAddress === '') await findPrivateAddress(run, host);
      await findExistingK0s(run, host);
    }),
};

async function findPrivateAddress(run: Run, host: Host): Promise<void> {
  const found = await execute(
    host,
    `ip route list scope global | grep -oP '\\bdev \\K\\w+' | head -n 1`,
  );
  const link = host.config.privateInterface ?? found;
  if (link === '') return;
  run.log.info(`${host.title}: discovered ${link} as private interface`);
  const listed = await execute(host, `ip -o addr show dev ${quote(link)} scope global`);
  const addresses = [...listed.matchAll(/ inet (\d+\.\d+\.\d+\.\d+)/g)].map(([, ip]) => ip ?? '');
  const other = addresses.find((address) => address !== host.address);
  if (other === undefined) return;
  learn(host, { privateAddress: other });
  run.log.info(`${host.title}: discovered ${other} as private address`);
}

async function findExistingK0s(run: Run, host: Host): Promise<void> {
  if (host.config.useExistingK0s !== true) return;
  const path = await execute(host, 'command -v k0s').catch(() => {
    throw new Error(
      `${host.title}: useExistingK0s=true but no 'k0s' binary found in PATH, set k0sInstallPath to use a custom path`,
    );
  });
  run.log.info(`${host.title}: found existing 'k0s' binary at ${path}`);
}
