import { type Document, isMap, isScalar, parseDocument, visit } from 'yaml';
import type { BackupStorage } from '../model/backup-manifest.ts';
import { Failure } from '../model/failure.ts';

/** Where k0sctl and k0s write the addresses of a controller. */
const ADDRESSES = [
  ['spec', 'api', 'address'],
  ['spec', 'api', 'externalAddress'],
  ['spec', 'storage', 'etcd', 'peerAddress'],
] as const;

const SANS = ['spec', 'api', 'sans'] as const;

const STORAGE = ['spec', 'storage'] as const;

/** Announces addresses that belong to the cluster itself. */
const LOAD_BALANCING = ['spec', 'network', 'controlPlaneLoadBalancing'] as const;

/**
 * The text of a k0s.yaml for one controller of another address. Wherever an address of the old one stands
 * by itself, the new one takes its place, and nothing is announced for the cluster any more. k0s restores
 * etcd as a member of the address that is written there. Where the state is kept is written down, since k0s
 * decides it by the role of its host where it is not. Throws a `Failure` for what is no such text.
 */
export function rewriteConfig(config: string, address: string, storage: BackupStorage): string {
  const document = parseDocument(config);
  if (document.errors.length > 0 || !document.hasIn(['spec'])) throw unreadable();
  replaceAddresses(document, oldAddresses(document), address);
  if (document.hasIn(SANS)) document.setIn(SANS, document.createNode([address, '127.0.0.1']));
  if (document.hasIn(LOAD_BALANCING)) document.deleteIn(LOAD_BALANCING);
  declareStorage(document, storage);
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

function declareStorage(document: Document.Parsed, storage: BackupStorage): void {
  if (document.hasIn([...STORAGE, 'type'])) return;
  if (!isMap(document.getIn(STORAGE))) document.setIn(STORAGE, document.createNode({}));
  document.setIn([...STORAGE, 'type'], storage === 'sqlite' ? 'kine' : 'etcd');
}

function unreadable(): Failure {
  return new Failure({
    code: 'archive-config-unreadable',
    message: 'the k0s.yaml of the archive cannot be rewritten: it is no configuration of k0s',
    hint: 'Nothing was written. See `cluster backups verify`.',
  });
}
