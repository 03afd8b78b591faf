import { existsSync, readFileSync } from 'node:fs';
import type { Config, HostConfig } from './config.ts';
import type { Log } from './log.ts';
import { substituteVariables } from './substitute.ts';

/**
 * Reads the one document, which has to be JSON here, from a file or, for `-`, from standard input.
 * Throws as k0sctl does for what it refuses.
 */
export function readConfig(paths: readonly string[], log: Log): Config {
  const [path = ''] = paths;
  if (path !== '-' && !existsSync(path)) throw new Error('failed to locate configuration');
  const text = readFileSync(path === '-' ? 0 : path, 'utf8');
  const substituted = substituteVariables(text, process.env);
  log.debug(`variable substitutions made in ${path}: ${String(text !== substituted)}`);
  return validate(parse(substituted));
}

function parse(text: string): Partial<Config> & { readonly kind?: string } {
  try {
    return JSON.parse(text) as Partial<Config>;
  } catch (error) {
    throw new Error(`failed to parse config: failed to decode resource: ${String(error)}`, {
      cause: error,
    });
  }
}

function validate(document: Partial<Config> & { readonly kind?: string }): Config {
  const foreign = Object.keys(document).find(
    (key) => !['apiVersion', 'kind', 'metadata', 'spec'].includes(key),
  );
  if (foreign !== undefined) {
    const where = 'failed to unmarshal cluster config: yaml: unmarshal errors:\n  line 1:';
    throw new Error(`${where} field ${foreign} not found in type v1beta1.clusterConfig`);
  }
  if (document.kind !== 'Cluster') throw new Error('expected exactly one cluster config, got 0');
  const hosts = document.spec?.hosts ?? [];
  if (hosts.length === 0)
    throw new Error(
      'cluster config validation failed: spec: (hosts: at least one host required.).',
    );
  if (!hosts.some(isController))
    throw new Error(
      'cluster config validation failed: spec: (hosts: no hosts with a controller role defined.).',
    );
  return {
    metadata: {
      name: document.metadata?.name ?? 'k0s-cluster',
      user: document.metadata?.user ?? 'admin',
    },
    spec: { ...document.spec, hosts, k0s: document.spec?.k0s ?? {} },
  };
}

function isController({ role }: HostConfig): boolean {
  return role !== 'worker';
}
