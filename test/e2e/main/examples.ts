import { resolve } from 'node:path';

/** One of test/examples, and what a test changes in it. */
export interface Example {
  readonly name: string;
  readonly file: string;
  readonly deployment: string;
  /** A module that changes one field, what is said about it, and where that field is live. */
  readonly change: {
    readonly module: string;
    readonly said: RegExp;
    readonly object: readonly string[];
    readonly path: string;
    readonly value: string;
  };
  /** A module that takes manifests away, and what they are called. */
  readonly removal: { readonly module: string; readonly gone: readonly string[] };
}

const fileOf = (name: string) =>
  resolve(import.meta.dirname, '../../examples', name, 'hostgroup.nix');

/** Sets of manifests in the first two, lists in the third. */
export const examples: readonly Example[] = [
  {
    name: 'web-application',
    file: fileOf('web-application'),
    deployment: 'web-shop',
    change: {
      module: '{ lib, ... }: { shop.version = lib.mkForce "4.3.0"; }',
      said: /^configured +Deployment.apps shop\/storefront$/m,
      object: ['deployment/storefront', '--namespace=shop'],
      path: '{.spec.template.spec.containers[0].image}',
      value: 'registry.example.com/shop/storefront:4.3.0',
    },
    removal: {
      module: '{ lib, ... }: { shop.ingress.enable = lib.mkForce false; }',
      gone: ['Ingress shop/shop'],
    },
  },
  {
    name: 'operator',
    file: fileOf('operator'),
    deployment: 'backup-operator',
    change: {
      module: '{ lib, ... }: { backup.schedules.hourly.keep = lib.mkForce 48; }',
      said: /^configured +BackupSchedule.backup.example.com backup-system\/hourly$/m,
      object: ['backupschedule/hourly', '--namespace=backup-system'],
      path: '{.spec.keep}',
      value: '48',
    },
    removal: {
      module: '{ lib, ... }: { kubernixos.manifests.schedule-nightly = lib.mkForce null; }',
      gone: ['BackupSchedule backup-system/nightly'],
    },
  },
  {
    name: 'list-style',
    file: fileOf('list-style'),
    deployment: 'default',
    change: {
      module:
        '{ kubernixos.manifests."v1/ResourceQuota/development/pods".spec.hard.services = "7"; }',
      // No generation counts the changes of a ResourceQuota.
      said: /^applied +ResourceQuota development\/pods$/m,
      object: ['resourcequota/pods', '--namespace=development'],
      path: '{.spec.hard.services}',
      value: '7',
    },
    removal: {
      module: '{ team.loadTest = true; }',
      gone: ['ResourceQuota acceptance/pods'],
    },
  },
];
