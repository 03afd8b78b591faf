import { configPath, dataDirOf, isController, k0sOf, tokenPath, type Host } from './host.ts';
import { quote } from './quote.ts';

/** `k0s install` with the flags that follow from the configuration, in k0sctl's order. */
export function installCommand(host: Host, extra: readonly string[] = []): string {
  const role = isController(host) ? 'controller' : 'worker';
  const words = installFlags(host, extra).map(quote);
  return [k0sOf(host), 'install', role, ...words].join(' ');
}

/** Whether a running k0s has other flags than the configuration asks for. */
export function flagsChanged(host: Host): boolean {
  const ours = comparable(installFlags(host, []));
  return ours !== comparable(host.facts.runningFlags);
}

function installFlags(host: Host, extra: readonly string[]): readonly string[] {
  const { config, facts } = host;
  const flags = [...(config.installFlags ?? []), ...extra, `--data-dir=${dataDirOf(host)}`];
  const addNew = (flag: string) => {
    if (!flags.some((other) => nameOf(other) === nameOf(flag))) flags.push(flag);
  };
  if (config.kubeletRootDir !== undefined) addNew(`--kubelet-root-dir=${config.kubeletRootDir}`);
  if (config.role === 'controller+worker') addNew('--enable-worker=true');
  if (config.role === 'controller+worker' && config.noTaints) addNew('--no-taints=true');
  if (config.role === 'single') addNew('--single=true');
  if (!facts.isLeader) addNew(`--token-file=${tokenPath}`);
  if (isController(host)) addNew(`--config=${configPath}`);
  const kubelet = kubeletArguments(host);
  if (config.role.endsWith('worker') && kubelet !== '') addNew(`--kubelet-extra-args=${kubelet}`);
  return flags;
}

function kubeletArguments({ config, facts }: Host): string {
  const address = facts.privateAddress === '' ? [] : [`--node-ip=${facts.privateAddress}`];
  const name = config.hostname === undefined ? [] : [`--hostname-override=${config.hostname}`];
  return [...address, ...name].join(' ');
}

const handledElsewhere = ['--force', '--env', '--data-dir', '--token-file', '--config'];

function comparable(flags: readonly string[]): string {
  const compared = flags.filter((flag) => !handledElsewhere.includes(nameOf(flag)));
  return compared.toSorted().join('\n');
}

function nameOf(flag: string): string {
  return flag.split('=')[0] ?? '';
}
