import { type Document, isScalar, parseDocument, visit } from 'yaml';
import { Failure } from '../model/failure.ts';

/** Where k0sctl and k0s write the addresses of a controller. */
const ADDRESSES = [
  ['spec', 'api', 'address'],
  ['spec', 'api', 'externalAddress'],
  ['spec', 'storage', 'etcd', 'peerAddress'],
] as const;

const SANS = ['spec', 'api', 'sans'] as const;

/** Announces addresses that belong to the cluster itself. */
const LOAD_BALANCING = ['spec', 'network', 'controlPlaneLoadBalancing'] as const;

/**
 * The text of a k0s.yaml for one controller of another address. Wherever an address of the old one stands
 * by itself, the new one takes its place, and nothing is announced for the cluster any more. k0s restores
 * etcd as a member of the address that is written there. Throws a `Failure` for what is no such text.
 */
export function rewriteConfig(config: string, address: string): string {
  const document = parseDocument(config);
  if (document.errors.length > 0 || !document.hasIn(['spec'])) throw unreadable();
  replaceAddresses(document, oldAddresses(document), address);
  if (document.hasIn(SANS)) document.setIn(SANS, document.createNode([address, '127.0.0.1']));
  if (document.hasIn(LOAD_BALANCING)) document.deleteIn(LOAD_BALANCING);
  return document.toString({ lineWidth: 0 });
}

function oldAddresses(document: Document.Parsed): readonly unknown[] {
  return ADDRESSES.map((path) => document.getIn(path)).filter(
    (value) => typeof value === 'string' && value !== '',
  );
}

function replaceAddresses(
  document: Document.Parsed,
  old: readonly unknown[],
  address: string,
): void {
  visit(document, {
    Scalar(key, node) {
      if (key !== 'key' && isScalar(node) && old.includes(node.value)) node.value = address;
    },
  });
}

function unreadable(): Failure {
  return new Failure({
    code: 'archive-config-unreadable',
    message: 'the k0s.yaml of the archive cannot be rewritten: it is no configuration of k0s',
    hint: 'Nothing was written. See `cluster backups verify`.',
  });
}
