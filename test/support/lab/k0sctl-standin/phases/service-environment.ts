import { serviceOf, type Host } from '../host.ts';
import { quote } from '../quote.ts';
import { attempt, writeRemote } from '../remote.ts';

/** Writes the drop-in by which k0s gets its variables; none take the file away. */
export async function setServiceEnvironment(
  host: Host,
  environment: Readonly<Record<string, string>>,
): Promise<void> {
  const file = `/etc/systemd/system/${serviceOf(host)}.service.d/env.conf`;
  const lines = Object.entries(environment).map(
    ([name, value]) => `Environment=${quote(`${name}=${value}`)}\n`,
  );
  if (lines.length === 0) await attempt(host, `rm -f ${file}`);
  else await writeRemote(host, file, `[Service]\n${lines.join('')}`);
}
