import { printJson } from '../model/exact-json.ts';
import type { Cluster } from '../model/cluster.ts';
import type { ClusterHost, SshEndpoint, SshOptions, Transport } from '../model/cluster-host.ts';
import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../model/json.ts';
import { listAt, numberAt, objectAt, textAt } from '../model/json-path.ts';

/** The hosts of a cluster, in the order of its document. */
export function readHosts({
  document,
  hostNames,
}: Pick<Cluster, 'document' | 'hostNames'>): readonly ClusterHost[] {
  return listAt(document, 'spec', 'hosts')
    .filter(isJsonObject)
    .map((host, index) => readHost(host, hostNames[index] ?? String(index)));
}

function readHost(host: JsonObject, name: string): ClusterHost {
  const role = textAt(host, 'role');
  return {
    name,
    role,
    isController: role !== 'worker',
    hostname: textAt(host, 'hostname') || null,
    reset: host['reset'] === true,
    dataDir: textAt(host, 'dataDir') || '/var/lib/k0s',
    program: textAt(host, 'k0sInstallPath') || '/usr/local/bin/k0s',
    transport: readTransport(host),
  };
}

function readTransport(host: JsonObject): Transport {
  const { ssh, openSSH, winRM } = host;
  if (isJsonObject(ssh)) return { type: 'ssh', ...endpoint(ssh), bastion: bastionOf(ssh) };
  if (isJsonObject(openSSH)) return readOpenSsh(openSSH);
  if (isJsonObject(winRM)) return readWinRm(winRM);
  return { type: 'localhost' };
}

function readOpenSsh(openSSH: JsonObject): Transport {
  return {
    type: 'openSSH',
    address: textAt(openSSH, 'address'),
    user: textAt(openSSH, 'user') || null,
    port: numberAt(openSSH, 'port'),
    keyPath: textAt(openSSH, 'keyPath') || null,
    configPath: textAt(openSSH, 'configPath') || null,
    options: optionsOf(openSSH),
  };
}

function readWinRm(winRM: JsonObject): Transport {
  return {
    type: 'winRM',
    address: textAt(winRM, 'address'),
    port: numberAt(winRM, 'port') ?? (winRM['useHTTPS'] === true ? 5986 : 5985),
    bastion: bastionOf(winRM),
  };
}

function bastionOf({ bastion }: JsonObject): SshEndpoint | null {
  return isJsonObject(bastion) ? endpoint(bastion) : null;
}

function endpoint(ssh: JsonObject): SshEndpoint {
  return {
    address: textAt(ssh, 'address'),
    user: textAt(ssh, 'user') || 'root',
    port: numberAt(ssh, 'port') ?? 22,
    keyPath: textAt(ssh, 'keyPath') || null,
    options: optionsOf(ssh),
  };
}

/** As ssh_config(5) writes them; k0sctl takes true and false for yes and no. */
function optionsOf(ssh: JsonObject): SshOptions {
  return Object.fromEntries(
    Object.entries(objectAt(ssh, 'options')).map(([name, value]) => [name, optionText(value)]),
  );
}

function optionText(value: Json): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (isJsonArray(value)) return value.map(optionText).join(' ');
  return typeof value === 'string' ? value : printJson(value);
}
