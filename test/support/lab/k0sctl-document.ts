import { k0sVersion } from './lab-files.ts';
import type { HostRole } from './lab-plan.ts';
import type { Lab } from './start-lab.ts';

/** A host of a k0sctl document: one that takes its k0s from the lab. */
export interface DocumentHost {
  readonly role: Exclude<HostRole, 'bastion'>;
  readonly [field: string]: unknown;
}

/** What a document has in place of what follows from the lab. */
export interface DocumentChanges {
  readonly name?: string;
  readonly spec?: {
    readonly hosts?: readonly Readonly<Record<string, unknown>>[];
    readonly [field: string]: unknown;
  };
  /** Fields of every host. */
  readonly host?: Readonly<Record<string, unknown>>;
}

/** The hosts of a lab as k0sctl knows them; bastions are where others lie behind them. */
export function documentHosts(lab: Lab): readonly DocumentHost[] {
  const ssh = (address: string) => ({ address, user: 'root', port: 22, keyPath: lab.keyPath });
  return lab.hosts.flatMap(({ role, ipv4, behind }) => {
    if (role === 'bastion') return [];
    const bastion = behind === undefined ? {} : { bastion: ssh(lab.host(behind).ipv4) };
    const k0s = { uploadBinary: true, k0sBinaryPath: lab.k0sPath };
    return [{ role, ...k0s, ssh: { ...ssh(ipv4), ...bastion } }];
  });
}

/** A k0sctl document of all hosts of a lab, as JSON in which k0sctl replaces nothing. */
export function k0sctlDocument(lab: Lab, changes: DocumentChanges = {}): string {
  const { name = 'lab', spec = {}, host = {} } = changes;
  const { hosts = documentHosts(lab), ...rest } = spec;
  const document = {
    apiVersion: 'k0sctl.k0sproject.io/v1beta1',
    kind: 'Cluster',
    metadata: { name },
    spec: {
      k0s: { version: k0sVersion },
      hosts: hosts.map((given) => ({ ...given, ...host })),
      ...rest,
    },
  };
  return JSON.stringify(document).replaceAll('$', String.raw`\u0024`);
}
