/** The part of a k0sctl document that this stand-in acts on. */
export interface Config {
  readonly metadata: { readonly name: string; readonly user: string };
  readonly spec: {
    readonly hosts: readonly HostConfig[];
    readonly k0s: K0sConfig;
    readonly options?: { readonly wait?: { readonly enabled?: boolean } };
  };
}

export interface K0sConfig {
  readonly version?: string;
  readonly dynamicConfig?: boolean;
  readonly config?: Readonly<Record<string, unknown>>;
}

export type Role = 'controller' | 'controller+worker' | 'single' | 'worker';

export interface HostConfig {
  readonly role: Role;
  readonly reset?: boolean;
  readonly noTaints?: boolean;
  readonly hostname?: string;
  readonly os?: string;
  readonly privateAddress?: string;
  readonly privateInterface?: string;
  readonly dataDir?: string;
  readonly kubeletRootDir?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly installFlags?: readonly string[];
  readonly uploadBinary?: boolean;
  readonly useExistingK0s?: boolean;
  readonly k0sBinaryPath?: string;
  readonly k0sInstallPath?: string;
  readonly files?: readonly FileConfig[];
  readonly hooks?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  readonly ssh?: SshConfig;
  readonly openSSH?: SshConfig;
  readonly winRM?: { readonly address: string; readonly port?: number };
  readonly localhost?: boolean | { readonly enabled: boolean };
}

export interface SshConfig {
  readonly address: string;
  readonly user?: string;
  readonly port?: number;
  readonly keyPath?: string;
  readonly bastion?: SshConfig;
  readonly options?: Readonly<Record<string, unknown>>;
}

export interface FileConfig {
  readonly name?: string;
  readonly src?: string;
  readonly data?: string;
  readonly dst?: string;
  readonly dstDir?: string;
  readonly perm?: string | number;
}
