import { createPrivateKey, X509Certificate } from 'node:crypto';
import type { Wholeness } from '../../model/archive-contents.ts';

/** Whether the key of the cluster's authority is that of its certificate, both in PEM. */
export function checkAuthority(key: Buffer, certificate: Buffer): Wholeness {
  const privateKey = attempt(() => createPrivateKey(key));
  if (privateKey === null) return broken('pki/ca.key holds no private key');
  const authority = attempt(() => new X509Certificate(certificate));
  if (authority === null) return broken('pki/ca.crt holds no certificate');
  return authority.checkPrivateKey(privateKey)
    ? { isWhole: true }
    : broken('pki/ca.key is not the key of pki/ca.crt');
}

function broken(reason: string): Wholeness {
  return { isWhole: false, reason };
}

function attempt<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null; // Its message could show what is in a key.
  }
}
