/** A host of a cluster, as k0sctl's configuration has it, with what that leaves to its defaults. */
export interface ClusterHost {
  /** Its name in the hostgroup. */
  readonly name: string;
  /** `controller`, `worker`, `controller+worker` or `single`. */
  readonly role: string;
  readonly isController: boolean;
  /** What its node is called; null: as the host calls itself. */
  readonly hostname: string | null;
  /** Whether k0s is to be removed from it. */
  readonly reset: boolean;
  /** Of k0s, absolute. */
  readonly dataDir: string;
  /** The program k0s on the host, absolute. */
  readonly program: string;
  readonly transport: Transport;
}

/** How a host is reached. */
export type Transport =
  | (SshEndpoint & { readonly type: 'ssh'; readonly bastion: SshEndpoint | null })
  /** By the configuration of the program ssh; null is what that says. */
  | {
      readonly type: 'openSSH';
      readonly address: string;
      readonly user: string | null;
      readonly port: number | null;
      readonly keyPath: string | null;
      readonly configPath: string | null;
      readonly options: SshOptions;
    }
  | {
      readonly type: 'winRM';
      readonly address: string;
      readonly port: number;
      readonly bastion: SshEndpoint | null;
    }
  | { readonly type: 'localhost' };

/** A server of SSH. */
export interface SshEndpoint {
  readonly address: string;
  readonly user: string;
  readonly port: number;
  /** Absolute, or below `~`; null for those of the agent, and the default ones. */
  readonly keyPath: string | null;
  readonly options: SshOptions;
}

/** Options as ssh_config(5) has them. */
export type SshOptions = Readonly<Record<string, string>>;
