import type { Command } from './command.ts';
import type { OwnOption } from './own-options.ts';

/** Options that verbs of clusters share. */
export interface SharedOptions {
  readonly source: readonly OwnOption[];
  readonly audit: OwnOption;
  readonly consent: readonly OwnOption[];
  readonly json: OwnOption;
}

/** What is done with the backups of a cluster, in the order of the help text. */
export function backupCommands({
  source,
  audit,
  consent,
  json,
}: SharedOptions): readonly Command[] {
  return [
    {
      name: 'cluster init',
      usage: '',
      description: 'make the store and the keys of backups that are not there yet; replaces none',
      takesHostgroup: true,
      options: source,
      kubectl: [],
      examples: [['kubernixos ./prod.nix cluster init', 'prints what the hostgroup has to say']],
    },
    {
      name: 'cluster backup',
      usage: '',
      description:
        'take a backup, verify all of it, store it encrypted and signed, and read it back',
      takesHostgroup: true,
      options: [audit, ...source],
      kubectl: [],
      examples: [['kubernixos ./prod.nix cluster backup', 'exit 0 only where it can be restored']],
    },
    {
      name: 'cluster backups',
      usage: 'list|verify [BACKUP…]|prune|import DIR',
      description:
        'look after stored backups: list, read them whole, let old ones go, import others',
      takesHostgroup: true,
      options: [
        json,
        {
          name: 'dry-run',
          takes: 'boolean',
          description: 'with prune: say what would be removed, and remove nothing',
        },
        {
          name: 'cipher',
          takes: 'value',
          value: 'NAME',
          description: 'with import: what openssl encrypted them by (default: chacha20)',
        },
        {
          name: 'signed-by',
          takes: 'value',
          value: 'FINGERPRINT',
          description: 'with import: the OpenPGP key that must have signed the password',
        },
        ...source,
      ],
      kubectl: [],
      examples: [
        ['kubernixos ./prod.nix cluster backups list', 'their age, size and last drill'],
        ['kubernixos ./prod.nix cluster backups verify', 'fetch, open and read all of them'],
        ['kubernixos ./prod.nix cluster backups prune --dry-run', 'what the retention lets go'],
        ['kubernixos ./prod.nix cluster backups import ./bak', 'those of concourse-k0sctl'],
      ],
      candidates: ['list', 'verify', 'prune', 'import'],
    },
    {
      name: 'cluster restore',
      usage: '[BACKUP]',
      description: 'restore a backup, the newest unless one is named, to hosts without k0s',
      takesHostgroup: true,
      options: [...consent, audit, ...source],
      kubectl: [],
      examples: [
        ['kubernixos ./prod.nix cluster restore', 'asks for the name of the cluster'],
        ['kubernixos ./prod.nix cluster restore --yes --cluster shop', 'without a terminal'],
      ],
    },
    {
      name: 'cluster drill',
      usage: '[BACKUP]',
      description:
        'restore a backup on a disposable host, see that it is good, and remove it again',
      takesHostgroup: true,
      options: [audit, ...source],
      kubectl: [],
      examples: [['kubernixos ./prod.nix cluster drill', 'the newest one']],
    },
    {
      name: 'cluster rekey',
      usage: '',
      description: 'encrypt and sign stored backups by the keys that are declared now',
      takesHostgroup: true,
      options: [
        {
          name: 'old-identity',
          takes: 'value',
          value: 'FILE',
          candidates: 'files',
          description: 'a file with the identity that opens them, where it is no longer declared',
        },
        ...source,
      ],
      kubectl: [],
      examples: [['kubernixos ./prod.nix cluster rekey --old-identity=old.txt', 'after new keys']],
    },
  ];
}
