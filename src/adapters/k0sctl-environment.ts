/** What k0sctl may know of this machine: how to find programs, the agent, proxies and certificates. */
const PASSED_ON = [
  'PATH',
  'TMPDIR',
  'LANG',
  'TZ',
  'SSH_AUTH_SOCK',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'NO_PROXY',
  'ALL_PROXY',
  'http_proxy',
  'https_proxy',
  'no_proxy',
  'all_proxy',
];

type Variables = Readonly<Record<string, string | undefined>>;

/**
 * The whole environment of k0sctl. An inherited DRY_RUN, DEBUG or TRACE would change what it does
 * without a word, so only what is listed goes through; `own` is what we say ourselves.
 */
export function k0sctlEnvironment(env: Variables, own: Variables): Variables {
  const passed = Object.entries(env).filter(
    ([name]) => PASSED_ON.includes(name) || name.startsWith('LC_'),
  );
  return { ...Object.fromEntries(passed), ...own };
}
