import type { Json, JsonObject } from '../../../src/model/json.ts';

const ignition = { version: '3.3.0' };
const storage = (kind: string, ...items: readonly JsonObject[]): JsonObject => ({
  ignition,
  storage: { [kind]: items },
});
const fetched = (contents: JsonObject): JsonObject => storage('files', { path: '/a', contents });
const units = (...items: readonly JsonObject[]): JsonObject => ({
  ignition,
  systemd: { units: items },
});
const partitions = (...items: readonly JsonObject[]): JsonObject =>
  storage('disks', { device: '/dev/a', partitions: items });
const user = (more: JsonObject): JsonObject => ({
  ignition,
  passwd: { users: [{ name: 'core', ...more }] },
});
const luks = (more: JsonObject): JsonObject =>
  storage('luks', { name: 'data', device: '/dev/a', ...more });
const sha512 = `sha512-${'ab'.repeat(64)}`;

/** Configurations that Ignition takes without a word. */
export const soundIgnition: readonly (readonly [string, JsonObject])[] = [
  ['the least there can be', { ignition }],
  [
    'files, units and users',
    {
      ignition,
      passwd: { users: [{ name: 'core', sshAuthorizedKeys: ['ssh-ed25519 AAAA'] }] },
      storage: {
        files: [
          { path: '/a', mode: 420, contents: { source: 'data:,x', verification: {} } },
          { path: '/b', contents: { source: 'https://x', verification: { hash: sha512 } } },
        ],
        links: [{ path: '/c', target: '/a', hard: false }],
      },
      systemd: { units: [{ name: 'a.service', enabled: true, dropins: [{ name: 'x.conf' }] }] },
    },
  ],
  ['null for no value', storage('files', { path: '/a', mode: null })],
  ['a file without contents', storage('files', { path: '/a', overwrite: false })],
  [
    'data with an escape, a type and base64',
    {
      ignition,
      storage: {
        files: [
          'data:,a%20b%C3%BC',
          'data:text/plain;charset=utf-8,foo',
          'data:;base64,eA==',
          'data:,',
        ].map((source, index) => ({ path: `/${String(index)}`, contents: { source } })),
      },
    },
  ],
  ['no source, as an empty one', fetched({ source: '', compression: '' })],
  [
    'headers of what is fetched',
    fetched({ source: 'HTTP://x/', httpHeaders: [{ name: 'A', value: 'b' }], compression: 'gzip' }),
  ],
  [
    'a disk, its filesystem and the place of that',
    {
      ignition,
      storage: {
        disks: [
          {
            device: '/dev/disk/by-id/x',
            wipeTable: false,
            partitions: [
              { label: 'A', number: 1, startMiB: 1, sizeMiB: 10 },
              { label: 'B', number: 2, startMiB: 11, sizeMiB: 0, typeGuid: '' },
              { number: 3, shouldExist: false },
            ],
          },
        ],
        filesystems: [
          {
            device: '/dev/disk/by-partlabel/A',
            format: 'ext4',
            path: '/var',
            label: 'A',
            options: ['-q', '-q'],
          },
        ],
      },
    },
  ],
  ['a filesystem that says nothing', storage('filesystems', { device: '/dev/a' })],
  [
    'raid',
    storage('raid', { name: 'r', level: 'raid1', devices: ['/dev/a', '/dev/b'], spares: 1 }),
  ],
  [
    'an encrypted volume',
    luks({ clevis: { tang: [{ url: 'http://t', thumbprint: 'x' }], threshold: 1 } }),
  ],
  [
    'a unit with comments and long values',
    units({
      name: 'a@b.service',
      enabled: true,
      contents:
        '# one = \\\n two\n\n[Unit]\nDescription=a \\\n  b\\\n  c\n; x\n[Install]\nWantedBy=multi-user.target\n',
    }),
  ],
  ['a unit that is masked', units({ name: 'a.timer', mask: true })],
  [
    'words for the kernel',
    { ignition, kernelArguments: { shouldExist: ['a'], shouldNotExist: ['b'] } },
  ],
  [
    'a proxy',
    {
      ignition: {
        ...ignition,
        proxy: { httpProxy: 'http://p:1', httpsProxy: 'https://p:1', noProxy: ['a', 'b'] },
      },
    },
  ],
  [
    'an authority',
    {
      ignition: {
        ...ignition,
        security: { tls: { certificateAuthorities: [{ source: 'data:,x' }] } },
      },
    },
  ],
];

/** Configurations that Ignition refuses, or warns of, with what is said of them. */
export const refusedIgnition: readonly (readonly [string, JsonObject, string])[] = [
  ['a file without a path', storage('files', {}), 'storage.files[0] has no path'],
  ['a path of nothing', storage('files', { path: null }), 'storage.files[0] has no path'],
  [
    'a relative path',
    storage('directories', { path: 'a' }),
    'storage.directories[0].path is no absolute path',
  ],
  [
    'a path with a slash at its end',
    storage('files', { path: '/a/' }),
    'storage.files[0].path is not as plain as "/a"',
  ],
  [
    'a path up and down',
    storage('files', { path: '/a/../b' }),
    'storage.files[0].path is not as plain as "/b"',
  ],
  [
    'overwriting by nothing',
    storage('files', { path: '/a', overwrite: true }),
    'storage.files[0] has overwrite, and no contents.source',
  ],
  [
    'a mode with setuid',
    storage('files', { path: '/a', mode: 2541 }),
    'storage.files[0].mode is no mode from 0 to 511, which is 0777',
  ],
  [
    'a mode below nothing',
    storage('directories', { path: '/a', mode: -1 }),
    'storage.directories[0].mode is no mode from 0 to 511, which is 0777',
  ],
  [
    'an owner of two kinds',
    storage('files', { path: '/a', user: { id: 0, name: 'root' } }),
    'storage.files[0].user has both id and name',
  ],
  [
    'no contents for no value',
    storage('files', { path: '/a', contents: null }),
    'storage.files[0].contents is no object',
  ],
  ...['ftp://x/', '/etc/x', 'http://a b/', 'https://x/%zz', 'x'].map(
    (source) =>
      [
        `the source ${source}`,
        fetched({ source }),
        'storage.files[0].contents.source is no URL of http, https, tftp, gs, s3, data',
      ] as const,
  ),
  ...[
    'data:foo',
    'data:foo,bar',
    'data:,a%2',
    'data:,a b',
    'data:,ü',
    'data:;base64,eA',
    'data:;base64,eA%3D%3D',
  ].map(
    (source) =>
      [
        `the source ${source}`,
        fetched({ source }),
        'storage.files[0].contents.source is no URL of data',
      ] as const,
  ),
  [
    'another compression',
    fetched({ source: 'data:,x', compression: 'xz' }),
    'storage.files[0].contents.compression is none of gzip',
  ],
  [
    'a short hash',
    fetched({ source: 'data:,x', verification: { hash: 'sha512-ab' } }),
    'storage.files[0].contents.verification.hash is no hash, sha512- or sha256- and hexadecimal digits',
  ],
  [
    'a hash of nothing',
    fetched({ verification: { hash: sha512 } }),
    'storage.files[0].contents has a hash, and no source',
  ],
  [
    'headers of data',
    fetched({ source: 'data:,x', httpHeaders: [{ name: 'a', value: 'b' }] }),
    'storage.files[0].contents has httpHeaders, and its source is no URL of http or https',
  ],
  [
    'a header without a name',
    fetched({ source: 'http://x', httpHeaders: [{ value: 'b' }] }),
    'storage.files[0].contents.httpHeaders[0] has no name',
  ],
  [
    'a header of nothing',
    fetched({ source: 'http://x', httpHeaders: [{ name: 'a', value: '' }] }),
    'storage.files[0].contents.httpHeaders[0] has an empty value',
  ],
  ['a link to nowhere', storage('links', { path: '/a' }), 'storage.links[0] has no target'],
  [
    'a file and a link',
    { ignition, storage: { files: [{ path: '/a' }], links: [{ path: '/a', target: '/b' }] } },
    'storage has "/a" as more than one kind',
  ],
  [
    'a file below a link',
    { ignition, storage: { files: [{ path: '/a/b' }], links: [{ path: '/a', target: '/c' }] } },
    'storage has "/a/b" below the link /a',
  ],
  [
    'a hard link to a directory',
    {
      ignition,
      storage: { directories: [{ path: '/b' }], links: [{ path: '/a', target: '/b', hard: true }] },
    },
    'storage.links has /a, a hard link to a directory',
  ],
  ['a disk without a device', storage('disks', {}), 'storage.disks[0] has no device'],
  [
    'a relative device',
    storage('disks', { device: 'sda' }),
    'storage.disks[0].device is no absolute path',
  ],
  [
    'a partition of nothing',
    partitions({ sizeMiB: 1 }),
    'storage.disks[0].partitions[0] has neither number nor label',
  ],
  [
    'partitions of one number',
    partitions({ number: 1 }, { number: 1 }),
    'storage.disks[0] has two partitions of the same number',
  ],
  [
    'partitions of one label',
    partitions({ number: 1, label: 'a' }, { number: 2, label: 'a' }),
    'storage.disks[0] has two partitions of the same label',
  ],
  [
    'partitions over each other',
    partitions({ number: 1, startMiB: 5, sizeMiB: 10 }, { number: 2, startMiB: 1, sizeMiB: 5 }),
    'storage.disks[0] has partitions that overlap',
  ],
  [
    'a partition that should not exist',
    partitions({ number: 1, sizeMiB: 1, shouldExist: false }),
    'storage.disks[0].partitions[0] should not exist, and is described',
  ],
  [
    'a long label',
    partitions({ label: 'a'.repeat(37) }),
    'storage.disks[0].partitions[0].label is no label of at most 36 characters without :',
  ],
  [
    'a label with a colon',
    partitions({ label: 'a:b' }),
    'storage.disks[0].partitions[0].label is no label of at most 36 characters without :',
  ],
  [
    'a GUID of text',
    partitions({ number: 1, typeGuid: 'linux' }),
    'storage.disks[0].partitions[0].typeGuid is no GUID',
  ],
  [
    'a filesystem without a device',
    storage('filesystems', { format: 'ext4' }),
    'storage.filesystems[0] has no device',
  ],
  [
    'another format',
    storage('filesystems', { device: '/dev/a', format: 'zfs' }),
    'storage.filesystems[0].format is none of ext4, btrfs, xfs, swap, vfat, none',
  ],
  [
    'a label without a format',
    storage('filesystems', { device: '/dev/a', wipeFilesystem: true }),
    'storage.filesystems[0] has wipeFilesystem, and no format',
  ],
  [
    'a label that is too long for it',
    storage('filesystems', { device: '/dev/a', format: 'xfs', label: 'a'.repeat(13) }),
    'storage.filesystems[0] has a label that is too long for xfs: at most 12 characters',
  ],
  [
    'raid without a level',
    storage('raid', { name: 'r', devices: ['/dev/a'] }),
    'storage.raid[0] has no level',
  ],
  [
    'raid of nothing',
    storage('raid', { name: 'r', level: 'raid1' }),
    'storage.raid[0] has no devices',
  ],
  [
    'raid of one device twice',
    storage('raid', { name: 'r', level: 'raid1', devices: ['/dev/a', '/dev/a'] }),
    'storage.raid[0].devices has "/dev/a" twice',
  ],
  [
    'raid with spares for nothing',
    storage('raid', { name: 'r', level: 'raid0', devices: ['/dev/a'], spares: 1 }),
    'storage.raid[0] has spares, which its level does not use',
  ],
  [
    'an encrypted volume without a device',
    storage('luks', { name: 'r' }),
    'storage.luks[0] has no device',
  ],
  [
    'an encrypted volume of a directory',
    luks({ name: 'a/b' }),
    'storage.luks[0].name is no name without /',
  ],
  [
    'an encrypted volume with a long label',
    luks({ label: 'a'.repeat(48) }),
    'storage.luks[0] has a label that is too long: at most 47 characters',
  ],
  [
    'tang without its thumbprint',
    luks({ clevis: { tang: [{ url: 'http://t' }] } }),
    'storage.luks[0].clevis.tang[0] has no thumbprint',
  ],
  [
    'tang of no web',
    luks({ clevis: { tang: [{ url: 'ftp://t', thumbprint: 'x' }] } }),
    'storage.luks[0].clevis.tang[0].url is no URL of http, https',
  ],
  [
    'clevis of one word',
    luks({ clevis: { custom: { pin: 'tpm2' } } }),
    'storage.luks[0].clevis.custom has no config',
  ],
  [
    'clevis of two kinds',
    luks({ clevis: { custom: { pin: 'tpm2', config: '{}' }, tpm2: true } }),
    'storage.luks[0] has clevis.custom beside tang, tpm2 or threshold',
  ],
  [
    'a key twice',
    user({ sshAuthorizedKeys: ['a', 'a'] }),
    'passwd.users[0].sshAuthorizedKeys has "a" twice',
  ],
  ['a group twice', user({ groups: ['a', 'a'] }), 'passwd.users[0].groups has "a" twice'],
  ['a unit without its kind', units({ name: 'a' }), 'systemd.units[0].name is no name of a unit'],
  ['a unit without a name', units({}), 'systemd.units[0] has no name'],
  [
    'an addition of another kind',
    units({ name: 'a.service', dropins: [{ name: 'x' }] }),
    'systemd.units[0].dropins[0].name is no name that ends in .conf',
  ],
  [
    'a unit of words',
    units({ name: 'a.service', contents: '[Service]\nhello\n' }),
    'systemd.units[0].contents is no file of systemd: line 2 sets nothing, with no =',
  ],
  [
    'an addition of words',
    units({ name: 'a.service', dropins: [{ name: 'x.conf', contents: '[Service]\nhello\n' }] }),
    'systemd.units[0].dropins[0].contents is no file of systemd: line 2 sets nothing, with no =',
  ],
  [
    'a unit with a long line',
    units({ name: 'a.service', contents: `[Service]\nExecStart=/bin/echo ${'x'.repeat(3000)}\n` }),
    'systemd.units[0].contents is too long in line 2: 2047 bytes are the most',
  ],
  [
    'a unit that is enabled by nothing',
    units({ name: 'a.service', enabled: true, contents: '[Service]\nExecStart=/a\n' }),
    'systemd.units[0] is enabled, and its contents have no section [Install], which does nothing',
  ],
  [
    'a word for the kernel twice',
    { ignition, kernelArguments: { shouldExist: ['a', 'a'] } },
    'kernelArguments.shouldExist has "a" twice',
  ],
  [
    'a proxy of another kind',
    { ignition: { ...ignition, proxy: { httpProxy: 'socks5://p:1' } } },
    'ignition.proxy.httpProxy is no URL of http, https',
  ],
  [
    'a proxy that others can read',
    { ignition: { ...ignition, proxy: { httpsProxy: 'http://p:1' } } },
    'ignition.proxy.httpsProxy is no URL of https',
  ],
  [
    'an authority of nothing',
    { ignition: { ...ignition, security: { tls: { certificateAuthorities: [{}] } } } },
    'ignition.security.tls.certificateAuthorities[0] has no source',
  ],
  [
    'an addition of nothing',
    { ignition: { ...ignition, config: { merge: [{}] } } },
    'ignition.config.merge[0] has no source',
  ],
];

/** What is refused here, and not by each Ignition, which would do something else with it on the node. */
export const refusedHere: readonly (readonly [string, JsonObject, string])[] = [
  [
    'a user without a name',
    { ignition, passwd: { users: [{}] as readonly Json[] } },
    'passwd.users[0] has no name',
  ],
  [
    'raid without a name',
    storage('raid', { level: 'raid1', devices: ['/dev/a'] }),
    'storage.raid[0] has no name',
  ],
  [
    'a unit of another directory',
    units({ name: '../a.service' }),
    'systemd.units[0].name is no name of a unit',
  ],
  [
    'an addition of another directory',
    units({ name: 'a.service', dropins: [{ name: '../x.conf' }] }),
    'systemd.units[0].dropins[0].name is no name that ends in .conf',
  ],
  [
    'a hash of other characters',
    fetched({ source: 'data:,x', verification: { hash: `sha256-${'Z'.repeat(64)}` } }),
    'storage.files[0].contents.verification.hash is no hash, sha512- or sha256- and hexadecimal digits',
  ],
  [
    'a file of a unit',
    {
      ignition,
      storage: { files: [{ path: '/etc/systemd/system/a.service' }] },
      systemd: { units: [{ name: 'a.service', contents: '[Unit]\n' }] },
    },
    'storage has "/etc/systemd/system/a.service", which systemd.units has too',
  ],
  [
    'a filesystem over partitions',
    {
      ignition,
      storage: {
        disks: [{ device: '/dev/a', partitions: [{ number: 1 }] }],
        filesystems: [{ device: '/dev/a', format: 'xfs' }],
      },
    },
    'storage.filesystems has /dev/a, over its own partitions',
  ],
  [
    'a filesystem that is wiped by the way',
    {
      ignition,
      storage: {
        disks: [{ device: '/dev/a', wipeTable: true }],
        filesystems: [{ device: '/dev/a', format: 'xfs' }],
      },
    },
    'storage.filesystems has /dev/a without wipeFilesystem, and wipeTable wipes it',
  ],
];
