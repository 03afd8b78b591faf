/** The fields that k0sctl's parser knows: it refuses a document with any other. */
type Fields = { readonly [name: string]: Fields | true };

const SSH: Fields = { address: true, user: true, port: true, keyPath: true, options: true };

const STAGES: Fields = { before: true, after: true };

const HOST: Fields = {
  ...{ role: true, noTaints: true, reset: true, hostname: true, os: true },
  ...{ privateInterface: true, privateAddress: true, dataDir: true, kubeletRootDir: true },
  ...{ environment: true, installFlags: true, uploadBinary: true, useExistingK0s: true },
  ...{ k0sBinaryPath: true, k0sInstallPath: true, k0sDownloadURL: true },
  files: {
    ...{ name: true, src: true, data: true, dst: true, dstDir: true },
    ...{ perm: true, dirPerm: true, user: true, group: true },
  },
  hooks: {
    connect: { after: true },
    ...{ apply: STAGES, upgrade: STAGES, install: STAGES, backup: STAGES, reset: STAGES },
  },
  ssh: { ...SSH, bastion: SSH },
  openSSH: { ...SSH, configPath: true, disableMultiplexing: true },
  winRM: {
    ...{ address: true, user: true, port: true, password: true, useHTTPS: true, insecure: true },
    ...{ useNTLM: true, caCertPath: true, certPath: true, keyPath: true, tlsServerName: true },
    bastion: SSH,
  },
  localhost: true,
};

const CLUSTER: Fields = {
  apiVersion: true,
  kind: true,
  metadata: { name: true, user: true },
  spec: {
    hosts: HOST,
    k0s: { version: true, versionChannel: true, dynamicConfig: true, config: true },
    options: {
      wait: { enabled: true },
      drain: {
        ...{ enabled: true, gracePeriod: true, timeout: true, force: true },
        ...{ ignoreDaemonSets: true, deleteEmptyDirData: true, podSelector: true },
        skipWaitForDeleteTimeout: true,
      },
      concurrency: { limit: true, workerDisruptionPercent: true, uploads: true },
      evictTaint: { enabled: true, taint: true, effect: true, controllerWorkers: true },
    },
  },
};

/** Where a configuration has fields that k0sctl does not know. https://github.com/k0sproject/k0sctl */
export function unknownFields(document: unknown): readonly string[] {
  return unknownIn(document, CLUSTER, []);
}

/** The fields that no document of several has. */
export function unusedFields(documents: readonly unknown[]): readonly string[] {
  const used = new Set(documents.flatMap((document) => usedIn(document, CLUSTER, [])));
  return leavesOf(CLUSTER, []).filter((path) => !used.has(path));
}

function unknownIn(value: unknown, fields: Fields | true, path: readonly string[]): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => unknownIn(item, fields, path));
  if (fields === true || typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, below]) => {
    const known = fields[name];
    const at = [...path, name];
    return known === undefined ? [at.join('.')] : unknownIn(below, known, at);
  });
}

function usedIn(value: unknown, fields: Fields | true, path: readonly string[]): string[] {
  if (Array.isArray(value) && fields !== true)
    return value.flatMap((item) => usedIn(item, fields, path));
  if (fields === true || typeof value !== 'object' || value === null) return [path.join('.')];
  return Object.entries(value).flatMap(([name, below]) =>
    usedIn(below, fields[name] ?? true, [...path, name]),
  );
}

function leavesOf(fields: Fields | true, path: readonly string[]): string[] {
  if (fields === true) return [path.join('.')];
  return Object.entries(fields).flatMap(([name, below]) => leavesOf(below, [...path, name]));
}
