/** `client` touches nothing and asks nothing of the server; `server` has the server check and discard. */
export type DryRun = 'none' | 'client' | 'server';
