/** The release of Debian that the image is made of. */
export const SUITE = 'trixie';

/** Where its packages are, by the suites that are asked for updates. */
export const SOURCES: readonly { readonly base: string; readonly suite: string }[] = [
  { base: 'http://deb.debian.org/debian', suite: SUITE },
  { base: 'http://deb.debian.org/debian', suite: `${SUITE}-updates` },
  { base: 'http://deb.debian.org/debian-security', suite: `${SUITE}-security` },
];

/** Programs that the image is for; kubectl, k0sctl, Node.js and kubernixos come by other ways. */
const PROGRAMS = [
  'age',
  'ca-certificates',
  'curl',
  'git',
  'gnupg',
  'mtr-tiny',
  'nix-bin',
  'openssh-client',
  'openssl',
  'restic',
];

/**
 * What Debian takes for granted and so no package depends on, as far as these programs start it: a
 * system without a package manager, services and log-ins.
 */
const GROUND = [
  'base-files',
  'base-passwd',
  'bash',
  'coreutils',
  'dash',
  'findutils',
  'grep',
  'gzip',
  'hostname',
  'libc-bin',
  'mawk',
  'perl-base',
  'sed',
  'tar',
];

/** What is asked of Debian; what these depend on comes along. */
export const WANTED: readonly string[] = [...GROUND, ...PROGRAMS];
