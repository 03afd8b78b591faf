import type { Takes } from './option.ts';

export interface OwnOption {
  readonly name: string;
  readonly short?: string;
  readonly takes: Takes;
  /** What the value is called in help and docs; of an optional one, the default. */
  readonly value?: string;
  readonly description: string;
}

/** Every option of ours, in the order of the help text. */
export const OWN_OPTIONS = [
  {
    name: 'hostgroup',
    takes: 'value',
    value: 'FILE',
    description: 'the hostgroup, also as first argument or in HOSTGROUP',
  },
  {
    name: 'flake',
    takes: 'value',
    value: 'REF#NAME',
    description: 'a flake in place of a hostgroup: its output kubernixosConfigurations.NAME',
  },
  {
    name: 'evaluator',
    takes: 'value',
    value: 'nixos|modules',
    description: 'how modules are evaluated (default: by what the hostgroup provides)',
  },
  {
    name: 'verify-library',
    takes: 'boolean',
    description: 'evaluate with the embedded library as well, and fail where the two disagree',
  },
  { name: 'show-trace', takes: 'boolean', description: "show Nix' trace with an evaluation error" },
  { name: 'yaml', takes: 'boolean', description: 'dump prints YAML instead of JSON' },
  { name: 'json', takes: 'boolean', description: 'plan prints JSON instead of text' },
  {
    name: 'out',
    takes: 'value',
    value: 'DIR',
    description: 'directory that build writes (default: result-kubernixos)',
  },
  { name: 'yes', takes: 'boolean', description: 'prune without asking' },
  {
    name: 'allow-mass-prune',
    takes: 'boolean',
    description: 'prune also where most of what is managed would go',
  },
  {
    name: 'allow-partial',
    takes: 'boolean',
    description: 'exit 0 also where some resource types could not be listed',
  },
  {
    name: 'allow-foreign-contents',
    takes: 'boolean',
    description: 'prune Namespaces and CRDs together with what others put in them',
  },
  {
    name: 'adopt',
    takes: 'boolean',
    description: "take over another deployment's objects that the manifests hold, and unclear ones",
  },
  {
    name: 'wait-ready',
    takes: 'optional',
    value: '5m',
    description: 'apply waits until everything is ready, prune until everything is gone',
  },
  { name: 'no-color', takes: 'boolean', description: 'no colours, as with NO_COLOR' },
  { name: 'version', takes: 'boolean', description: 'print the version' },
  { name: 'help', short: 'h', takes: 'boolean', description: 'print help' },
] as const satisfies readonly OwnOption[];

export type OwnOptionName = (typeof OWN_OPTIONS)[number]['name'];

/** An option with its value, as help and docs write it; `value` turns the value into text. */
export function showOption(option: OwnOption, value = (text: string) => text): string {
  const short = option.short === undefined ? '' : `-${option.short}, `;
  const name = `${short}--${option.name}`;
  if (option.value === undefined) return name;
  return option.takes === 'optional'
    ? `${name}[=${option.value}]`
    : `${name} ${value(option.value)}`;
}

/** Directory of `build` where `--out` names none. */
export const DEFAULT_OUT = 'result-kubernixos';
