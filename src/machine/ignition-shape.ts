/** What a field of a configuration holds: a scalar, a list of one kind, or an object with these fields. */
export type IgnitionShape =
  | 'string'
  | 'boolean'
  | 'integer'
  | { readonly list: IgnitionShape; readonly identity?: string }
  | { readonly fields: IgnitionFields };

export type IgnitionFields = Readonly<Record<string, IgnitionShape>>;

const text = 'string';
const texts: IgnitionShape = { list: text };

const resource: IgnitionFields = {
  source: text,
  compression: text,
  httpHeaders: { list: { fields: { name: text, value: text } }, identity: 'name' },
  verification: { fields: { hash: text } },
};

const owner: IgnitionShape = { fields: { id: 'integer', name: text } };

/** What files, directories and links have in common. */
const node: IgnitionFields = { path: text, overwrite: 'boolean', user: owner, group: owner };

const account: IgnitionFields = {
  name: text,
  gid: 'integer',
  passwordHash: text,
  shouldExist: 'boolean',
  system: 'boolean',
};

const user: IgnitionFields = {
  name: text,
  passwordHash: text,
  sshAuthorizedKeys: texts,
  uid: 'integer',
  gecos: text,
  homeDir: text,
  noCreateHome: 'boolean',
  primaryGroup: text,
  groups: texts,
  noUserGroup: 'boolean',
  noLogInit: 'boolean',
  shell: text,
  shouldExist: 'boolean',
  system: 'boolean',
};

const partition: IgnitionFields = {
  label: text,
  number: 'integer',
  sizeMiB: 'integer',
  startMiB: 'integer',
  typeGuid: text,
  guid: text,
  wipePartitionEntry: 'boolean',
  shouldExist: 'boolean',
  resize: 'boolean',
};

const filesystem: IgnitionFields = {
  device: text,
  format: text,
  path: text,
  label: text,
  uuid: text,
  options: texts,
  mountOptions: texts,
  wipeFilesystem: 'boolean',
};

const luks: IgnitionFields = {
  name: text,
  device: text,
  keyFile: { fields: resource },
  label: text,
  uuid: text,
  options: texts,
  wipeVolume: 'boolean',
  clevis: {
    fields: {
      tang: { list: { fields: { url: text, thumbprint: text } }, identity: 'url' },
      tpm2: 'boolean',
      threshold: 'integer',
      custom: { fields: { pin: text, config: text, needsNetwork: 'boolean' } },
    },
  },
};

const storage: IgnitionFields = {
  disks: {
    list: {
      fields: {
        device: text,
        wipeTable: 'boolean',
        partitions: { list: { fields: partition } },
      },
    },
    identity: 'device',
  },
  raid: {
    list: {
      fields: { name: text, level: text, devices: texts, spares: 'integer', options: texts },
    },
    identity: 'name',
  },
  filesystems: { list: { fields: filesystem }, identity: 'device' },
  files: {
    list: {
      fields: {
        ...node,
        contents: { fields: resource },
        append: { list: { fields: resource } },
        mode: 'integer',
      },
    },
    identity: 'path',
  },
  directories: { list: { fields: { ...node, mode: 'integer' } }, identity: 'path' },
  links: { list: { fields: { ...node, target: text, hard: 'boolean' } }, identity: 'path' },
  luks: { list: { fields: luks }, identity: 'name' },
};

const unit: IgnitionFields = {
  name: text,
  enabled: 'boolean',
  mask: 'boolean',
  contents: text,
  dropins: { list: { fields: { name: text, contents: text } }, identity: 'name' },
};

/** The fields of a configuration of Ignition 3.3.0: https://coreos.github.io/ignition/configuration-v3_3/ */
export const IGNITION_3_3: IgnitionFields = {
  ignition: {
    fields: {
      version: text,
      config: { fields: { merge: { list: { fields: resource } }, replace: { fields: resource } } },
      timeouts: { fields: { httpResponseHeaders: 'integer', httpTotal: 'integer' } },
      security: {
        fields: {
          tls: {
            fields: {
              certificateAuthorities: { list: { fields: resource }, identity: 'source' },
            },
          },
        },
      },
      proxy: { fields: { httpProxy: text, httpsProxy: text, noProxy: texts } },
    },
  },
  kernelArguments: { fields: { shouldExist: texts, shouldNotExist: texts } },
  passwd: {
    fields: {
      users: { list: { fields: user }, identity: 'name' },
      groups: { list: { fields: account }, identity: 'name' },
    },
  },
  storage: { fields: storage },
  systemd: { fields: { units: { list: { fields: unit }, identity: 'name' } } },
};
