import type { Verb } from '../../model/deploy-request.ts';
import type { Candidates } from './candidates.ts';
import type { Takes } from './option.ts';

export interface OwnOption {
  readonly name: string;
  readonly short?: string;
  readonly takes: Takes;
  /** What the value is called in help and docs; of an optional one, the default. */
  readonly value?: string;
  readonly description: string;
  /** What a shell offers for the value. */
  readonly candidates?: Candidates;
}

/** An option of the verbs. */
export interface VerbOption extends OwnOption {
  readonly group: 'source' | 'result' | 'rollout' | 'other';
  /** The verbs that heed it; without, all do. */
  readonly verbs?: readonly Verb[];
  /** Whether only the help of its verbs names it. */
  readonly rare?: true;
}

/** Every option of the verbs, in the order of the help text. */
export const OWN_OPTIONS = [
  {
    name: 'hostgroup',
    group: 'source',
    candidates: 'hostgroups',
    takes: 'value',
    value: 'FILE',
    description: 'the hostgroup, also as first argument or in HOSTGROUP',
  },
  {
    name: 'flake',
    group: 'source',
    candidates: 'directories',
    takes: 'value',
    value: 'REF#NAME',
    description: 'a flake in place of a hostgroup: output kubernixosConfigurations.NAME',
  },
  {
    name: 'evaluator',
    group: 'source',
    candidates: ['nixos', 'modules'],
    takes: 'value',
    value: 'nixos|modules',
    description: 'how modules are evaluated (default: by what the hostgroup provides)',
  },
  {
    name: 'verify-library',
    group: 'source',
    rare: true,
    takes: 'boolean',
    description: 'evaluate with the embedded library as well, and fail where the two disagree',
  },
  {
    name: 'show-trace',
    group: 'source',
    rare: true,
    takes: 'boolean',
    description: "show Nix' trace with an evaluation error",
  },
  {
    name: 'yaml',
    group: 'result',
    verbs: ['dump'],
    takes: 'boolean',
    description: 'dump prints YAML instead of JSON',
  },
  {
    name: 'json',
    group: 'result',
    verbs: ['plan'],
    takes: 'boolean',
    description: 'plan prints JSON instead of text',
  },
  {
    name: 'out',
    group: 'result',
    verbs: ['build'],
    candidates: 'directories',
    takes: 'value',
    value: 'DIR',
    description: 'directory that build writes (default: result-kubernixos)',
  },
  {
    name: 'yes',
    group: 'rollout',
    verbs: ['prune'],
    takes: 'boolean',
    description: 'prune without asking',
  },
  {
    name: 'allow-mass-prune',
    group: 'rollout',
    verbs: ['plan', 'prune'],
    takes: 'boolean',
    description: 'prune also where most of what is managed would go',
  },
  {
    name: 'allow-partial',
    group: 'rollout',
    verbs: ['plan', 'prune'],
    takes: 'boolean',
    description: 'exit 0 also where some resource types could not be listed',
  },
  {
    name: 'allow-foreign-contents',
    group: 'rollout',
    verbs: ['plan', 'prune'],
    takes: 'boolean',
    description: 'prune Namespaces and CRDs together with what others put in them',
  },
  {
    name: 'adopt',
    group: 'rollout',
    verbs: ['plan', 'apply', 'prune'],
    takes: 'boolean',
    description: "take over unclear objects, and other deployments' in the manifests",
  },
  {
    name: 'cluster-kubeconfig',
    group: 'rollout',
    rare: true,
    verbs: ['plan', 'apply', 'prune'],
    takes: 'boolean',
    description: "use the administrator's kubeconfig of kubernixos.cluster, for this run",
  },
  {
    name: 'wait-ready',
    group: 'rollout',
    verbs: ['apply', 'prune'],
    candidates: ['1m', '5m', '15m', '1h'],
    takes: 'optional',
    value: '5m',
    description: 'apply waits until everything is ready, prune until everything is gone',
  },
  {
    name: 'no-color',
    group: 'other',
    rare: true,
    takes: 'boolean',
    description: 'no colours, as with NO_COLOR',
  },
  {
    name: 'version',
    group: 'other',
    rare: true,
    takes: 'boolean',
    description: 'print the version',
  },
  { name: 'help', group: 'other', short: 'h', takes: 'boolean', description: 'print help' },
] as const satisfies readonly VerbOption[];

export type OwnOptionName = (typeof OWN_OPTIONS)[number]['name'];

/** An option with its value, as help and docs write it. */
export function showOption(option: OwnOption): string {
  const short = option.short === undefined ? '' : `-${option.short}, `;
  const name = `${short}--${option.name}`;
  if (option.value === undefined) return name;
  return option.takes === 'optional' ? `${name}[=${option.value}]` : `${name} ${option.value}`;
}

/** Directory of `build` where `--out` names none. */
export const DEFAULT_OUT = 'result-kubernixos';
