import { networkInterfaces } from 'node:os';

/** The host's first IPv4 address. */
export function ownAddress() {
  const found = networkInterfaces()['eth0']?.find(({ family }) => family === 'IPv4');
  if (found === undefined) throw new Error('eth0 has no IPv4 address');
  return found.address;
}
