import {
  clevisCustom,
  disk,
  filesystem as oneFilesystem,
  luks as oneVolume,
  partition as onePartition,
  raid,
} from './disk-rules.ts';
import {
  all,
  file,
  header,
  needs,
  type ObjectRule,
  owner as oneOwner,
  resource as oneResource,
  unit as oneUnit,
} from './object-rules.ts';
import { unitText } from './unit-text.ts';
import {
  absolutePath,
  deviceName,
  dropinName,
  fileMode,
  guid,
  hash,
  oneOf,
  orEmpty,
  partitionLabel,
  source,
  type TextRule,
  unitName,
  urlOf,
} from './value-rules.ts';

/**
 * What a field of a configuration holds: a scalar, maybe with a rule of its own, a list of one kind, or
 * an object with these fields. Elements of a list are told apart by a field, or by themselves.
 */
export type IgnitionShape =
  | 'string'
  | 'boolean'
  | 'integer'
  | { readonly text: TextRule }
  | { readonly integer: (value: number) => string | null }
  | { readonly list: IgnitionShape; readonly identity?: string }
  | { readonly fields: IgnitionFields; readonly rule?: ObjectRule };

export type IgnitionFields = Readonly<Record<string, IgnitionShape>>;

/** Where elements of a list are told apart by themselves. */
export const ITSELF = '';

const text = 'string';
const texts: IgnitionShape = { list: text };
const distinct: IgnitionShape = { list: text, identity: ITSELF };

const path: IgnitionShape = { text: absolutePath };
const mode: IgnitionShape = { integer: fileMode };
const typeOrOwn: IgnitionShape = { text: orEmpty(guid) };

const resource: IgnitionFields = {
  source: { text: orEmpty(source) },
  compression: { text: orEmpty(oneOf('gzip')) },
  httpHeaders: {
    list: { fields: { name: text, value: text }, rule: all(needs('name'), header) },
    identity: 'name',
  },
  verification: { fields: { hash: { text: hash } } },
};
const contents: IgnitionShape = { fields: resource, rule: oneResource };
const required: IgnitionShape = { fields: resource, rule: all(needs('source'), oneResource) };

const owner: IgnitionShape = { fields: { id: 'integer', name: text }, rule: oneOwner };

/** What files, directories and links have in common. */
const node: IgnitionFields = { path, overwrite: 'boolean', user: owner, group: owner };

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
  sshAuthorizedKeys: distinct,
  uid: 'integer',
  gecos: text,
  homeDir: text,
  noCreateHome: 'boolean',
  primaryGroup: text,
  groups: distinct,
  noUserGroup: 'boolean',
  noLogInit: 'boolean',
  shell: text,
  shouldExist: 'boolean',
  system: 'boolean',
};

const partition: IgnitionFields = {
  label: { text: partitionLabel },
  number: 'integer',
  sizeMiB: 'integer',
  startMiB: 'integer',
  typeGuid: typeOrOwn,
  guid: typeOrOwn,
  wipePartitionEntry: 'boolean',
  shouldExist: 'boolean',
  resize: 'boolean',
};

const filesystem: IgnitionFields = {
  device: path,
  format: { text: orEmpty(oneOf('ext4', 'btrfs', 'xfs', 'swap', 'vfat', 'none')) },
  path: { text: orEmpty(absolutePath) },
  label: text,
  uuid: text,
  options: texts,
  mountOptions: texts,
  wipeFilesystem: 'boolean',
};

const luks: IgnitionFields = {
  name: { text: deviceName },
  device: path,
  keyFile: contents,
  label: text,
  uuid: text,
  options: texts,
  wipeVolume: 'boolean',
  clevis: {
    fields: {
      tang: {
        list: {
          fields: { url: { text: urlOf('http', 'https') }, thumbprint: text },
          rule: needs('url', 'thumbprint'),
        },
        identity: 'url',
      },
      tpm2: 'boolean',
      threshold: 'integer',
      custom: {
        fields: {
          pin: { text: orEmpty(oneOf('tpm2', 'tang', 'sss')) },
          config: text,
          needsNetwork: 'boolean',
        },
        rule: clevisCustom,
      },
    },
  },
};

const storage: IgnitionFields = {
  disks: {
    list: {
      fields: {
        device: path,
        wipeTable: 'boolean',
        partitions: { list: { fields: partition, rule: onePartition } },
      },
      rule: all(needs('device'), disk),
    },
    identity: 'device',
  },
  raid: {
    list: {
      fields: {
        name: text,
        level: {
          text: oneOf(
            ...['linear', 'raid0', '0', 'stripe', 'raid1', '1', 'mirror', 'raid4', '4'],
            ...['raid5', '5', 'raid6', '6', 'raid10', '10'],
          ),
        },
        devices: { list: path, identity: ITSELF },
        spares: 'integer',
        options: texts,
      },
      rule: all(needs('name', 'level', 'devices'), raid),
    },
    identity: 'name',
  },
  filesystems: {
    list: { fields: filesystem, rule: all(needs('device'), oneFilesystem) },
    identity: 'device',
  },
  files: {
    list: {
      fields: {
        ...node,
        contents,
        append: { list: contents },
        mode,
      },
      rule: all(needs('path'), file),
    },
    identity: 'path',
  },
  directories: { list: { fields: { ...node, mode }, rule: needs('path') }, identity: 'path' },
  links: {
    list: { fields: { ...node, target: text, hard: 'boolean' }, rule: needs('path', 'target') },
    identity: 'path',
  },
  luks: { list: { fields: luks, rule: all(needs('name', 'device'), oneVolume) }, identity: 'name' },
};

const unit: IgnitionFields = {
  name: { text: unitName },
  enabled: 'boolean',
  mask: 'boolean',
  contents: { text: unitText },
  dropins: {
    list: {
      fields: { name: { text: dropinName }, contents: { text: unitText } },
      rule: needs('name'),
    },
    identity: 'name',
  },
};

/** The fields of a configuration of Ignition 3.3.0: https://coreos.github.io/ignition/configuration-v3_3/ */
export const IGNITION_3_3: IgnitionFields = {
  ignition: {
    fields: {
      version: text,
      config: {
        fields: { merge: { list: required, identity: 'source' }, replace: contents },
      },
      timeouts: { fields: { httpResponseHeaders: 'integer', httpTotal: 'integer' } },
      security: {
        fields: {
          tls: {
            fields: {
              certificateAuthorities: { list: required, identity: 'source' },
            },
          },
        },
      },
      proxy: {
        fields: {
          httpProxy: { text: urlOf('http', 'https') },
          // Of http Ignition warns, since others could read what is fetched.
          httpsProxy: { text: urlOf('https') },
          noProxy: distinct,
        },
      },
    },
  },
  kernelArguments: { fields: { shouldExist: distinct, shouldNotExist: distinct } },
  passwd: {
    fields: {
      users: { list: { fields: user, rule: needs('name') }, identity: 'name' },
      groups: { list: { fields: account, rule: needs('name') }, identity: 'name' },
    },
  },
  storage: { fields: storage },
  systemd: {
    fields: {
      units: { list: { fields: unit, rule: all(needs('name'), oneUnit) }, identity: 'name' },
    },
  },
};
