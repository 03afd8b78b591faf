import type { Connection } from './connection.ts';
import { quote } from './quote.ts';

/**
 * A connection whose scripts are run by root: by sudo, without a password, where the login is another's.
 * k0sctl asks for that only where it needs it.
 */
export async function asRoot(connection: Connection): Promise<Connection> {
  const { stdout } = await connection.run('id -u');
  if (stdout.toString().trim() === '0') return connection;
  return {
    ...connection,
    run: (script, input) => connection.run(`sudo -n -- /bin/sh -c ${quote(script)}`, input),
  };
}
