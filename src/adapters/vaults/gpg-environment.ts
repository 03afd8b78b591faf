/** What gpg may know of this machine: where its keys are, and how its agent asks for a passphrase. */
const PASSED_ON = [
  'PATH',
  'HOME',
  'GNUPGHOME',
  'GPG_TTY',
  'TERM',
  'TMPDIR',
  'DISPLAY',
  'WAYLAND_DISPLAY',
  'XAUTHORITY',
  'XDG_RUNTIME_DIR',
  'DBUS_SESSION_BUS_ADDRESS',
];

type Variables = Readonly<Record<string, string | undefined>>;

/** The whole environment of gpg, which speaks English to us. */
export function gpgEnvironment(env: Variables): Variables {
  const passed = Object.entries(env).filter(([name]) => PASSED_ON.includes(name));
  return { ...Object.fromEntries(passed), LC_ALL: 'C.UTF-8' };
}
