import type { ObjectKey } from './object-key.ts';
import type { ResourceType } from './resource-type.ts';

/** What the metadata of a live object says. */
export interface LiveObject {
  readonly key: ObjectKey;
  readonly type: ResourceType;
  readonly uid: string;
  readonly resourceVersion: string;
  /** Moves with every change of the specification; null for kinds that don't count, such as ConfigMap. */
  readonly generation: number | null;
  /** RFC 3339, in UTC, whole seconds. */
  readonly creationTimestamp: string;
  readonly terminating: boolean;
  readonly finalizers: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly owners: readonly OwnerReference[];
  /** Field managers that own the release label, by managedFields; empty when managedFields were stripped. */
  readonly labelManagers: readonly string[];
}

export interface OwnerReference {
  readonly uid: string;
  readonly kind: string;
  readonly name: string;
  readonly controller: boolean;
}

/** A live object that carries the release label. */
export interface ManagedObject extends LiveObject {
  /** Value of the release label: the checksum of the release that last applied it. */
  readonly checksum: string;
  /** Every key under which the server serves this uid, `key` included. */
  readonly aliases: readonly ObjectKey[];
}

/** All managed objects of a cluster, and what could not be seen. */
export interface Inventory {
  readonly objects: readonly ManagedObject[];
  readonly gaps: readonly InventoryGap[];
}

/** A resource type, or a whole group, whose objects could not be listed. */
export interface InventoryGap {
  readonly group: string;
  /** Null where discovery could not even tell the group's types. */
  readonly type: ResourceType | null;
  readonly reason: string;
}
