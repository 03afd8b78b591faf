import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

// Below the range from which Linux gives ports to outgoing connections, which would take them away
// between the choice and the use: net.ipv4.ip_local_port_range starts at 32768.
const lowest = 20_000;
const beyondHighest = 32_768;

/** Ports of 127.0.0.1 that nothing listens on. Another process may still take one before its use. */
export async function chooseFreePorts(count: number): Promise<readonly number[]> {
  const chosen = new Set<number>();
  while (chosen.size < count) {
    const port = randomInt(lowest, beyondHighest);
    if (await isFree(port)) chosen.add(port);
  }
  return [...chosen];
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => {
      resolve(false);
    });
    server.listen(port, '127.0.0.1', () => {
      server.close(() => {
        resolve(true);
      });
    });
  });
}
