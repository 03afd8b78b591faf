/** A host as a test asks for it. */
export interface HostRequest {
  /** Its hostname, of lower-case letters and digits, 9 characters at most. */
  readonly name: string;
  /** What it does in the cluster; `bastion` is no member of it. Controller unless told. */
  readonly role?: HostRole;
  /** The name of a bastion: the host is then reachable through that one alone. One bastion in a lab. */
  readonly behind?: string;
  /** Faults of its k0s, by name, as `Lab.setKnob` takes them. */
  readonly knobs?: readonly Knob[];
  /** Whether /usr/local/bin/k0s is there from the start. */
  readonly hasK0s?: boolean;
}

export type HostRole = 'controller' | 'controller+worker' | 'single' | 'worker' | 'bastion';

/**
 * What can be wrong with a host's k0s. `backup-slow` has a value, in seconds. With `archive-stays`, the
 * stand-in k0sctl is killed once an archive is on that host, and leaves it there as the real one does.
 */
export type Knob =
  | 'invalid-config'
  | 'install-fails'
  | 'start-fails'
  | 'not-ready'
  | 'backup-fails'
  | 'backup-slow'
  | 'archive-stays'
  | 'bad-etcd-hash'
  | 'no-ca-key'
  | 'truncated'
  | 'restore-fails'
  | 'reset-fails';

/** A host as it is in the lab. */
export interface LabHost {
  readonly name: string;
  readonly role: HostRole;
  readonly ipv4: string;
  readonly ipv6: string;
  readonly sshPort: 22;
  readonly behind: string | undefined;
  /** On the network that the lab itself does not reach; only a bastion has such a second address. */
  readonly back: { readonly ipv4: string; readonly ipv6: string } | undefined;
}

/** Gives every host its addresses, in the order of the request. */
export function planHosts(requests: readonly HostRequest[]): readonly LabHost[] {
  return requests.map((request, index) => {
    const network = request.behind === undefined ? 77 : 78;
    return {
      name: request.name,
      role: request.role ?? 'controller',
      ...addresses(network, index + 11),
      sshPort: 22,
      behind: request.behind,
      back: isBastion(request, requests) ? addresses(78, 1) : undefined,
    };
  });
}

function isBastion({ name }: HostRequest, requests: readonly HostRequest[]): boolean {
  return requests.some(({ behind }) => behind === name);
}

function addresses(network: 77 | 78, number: number) {
  return { ipv4: `10.${network}.0.${number}`, ipv6: `fd${network}::${number}` };
}
