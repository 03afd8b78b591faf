/** How programs and servers are found; what else restic may know is named by the rules. */
const PASSED_ON = [
  ...['PATH', 'HOME', 'TMPDIR', 'TZ', 'USER', 'SSH_AUTH_SOCK', 'SSL_CERT_FILE', 'SSL_CERT_DIR'],
  ...['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'http_proxy', 'https_proxy', 'no_proxy'],
];

type Variables = Readonly<Record<string, string | undefined>>;

/** The whole environment of restic. Neither the address nor the password are words of its command line. */
export function resticEnvironment(
  env: Variables,
  variables: readonly string[],
  own: { readonly repository: string; readonly passwordFile: string },
): Variables {
  const names = [...PASSED_ON, ...variables];
  const passed = Object.entries(env).filter(([name]) => names.includes(name));
  return {
    ...Object.fromEntries(passed),
    LC_ALL: 'C',
    RESTIC_REPOSITORY: own.repository,
    RESTIC_PASSWORD_FILE: own.passwordFile,
  };
}
