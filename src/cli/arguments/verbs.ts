import type { Verb } from '../../model/deploy-request.ts';
import type { Example } from './command.ts';

/** A verb, as help and docs explain it. */
export interface VerbEntry {
  readonly name: Verb;
  readonly description: string;
  /** The page of docs/ about it. */
  readonly page: string | null;
  /** What else to know: sentences. */
  readonly details: string;
  readonly examples: readonly Example[];
}

/** Every verb, in the order in which they run. */
export const VERB_ENTRIES: readonly VerbEntry[] = [
  {
    name: 'dump',
    description: 'print the labelled manifests as one JSON List, ready for kubectl apply -f -',
    page: null,
    details: 'Needs no cluster. Standard output holds that document and nothing else.',
    examples: [
      ['kubernixos ./prod.nix dump', 'as JSON'],
      ['kubernixos ./prod.nix dump --yaml', 'as YAML'],
    ],
  },
  {
    name: 'build',
    description: 'write the manifests to a directory, one file each, and print its path',
    page: null,
    details:
      'Needs no cluster. A directory that an earlier build wrote is replaced; any other that is not empty stays, and the run fails.',
    examples: [['kubernixos ./prod.nix build --out out/prod', 'into out/prod']],
  },
  {
    name: 'plan',
    description: 'show what apply and prune would do to each object, with a diff',
    page: 'plan.md',
    details:
      'Writes nothing to the cluster. Exits with 0 where nothing would change, and with 2 where there are changes; with apply or prune it shows the plan first, and leaves the exit code to them.',
    examples: [
      ['kubernixos ./prod.nix plan', 'show what would change'],
      ['kubernixos ./prod.nix plan apply prune', 'show it, then do it'],
      ['kubernixos ./prod.nix plan --json', 'for programs'],
    ],
  },
  {
    name: 'apply',
    description: 'apply the manifests with kubectl',
    page: null,
    details:
      'Namespaces and CustomResourceDefinitions come first, webhooks and APIServices last. An object of another deployment stops the run, unless --adopt takes it over.',
    examples: [
      ['kubernixos ./prod.nix apply --wait-ready', 'and wait until everything is ready'],
      ['kubernixos ./prod.nix apply --context=prod -n shop', 'one namespace only'],
      ['kubernixos ./prod.nix apply --dry-run=server', 'only ask the API server'],
    ],
  },
  {
    name: 'prune',
    description: 'delete what is managed and no longer wanted, after a confirmation',
    page: 'prune.md',
    details:
      'Lists every object before it asks. Where nobody can answer it refuses, unless --yes is given.',
    examples: [
      ['kubernixos ./prod.nix apply prune', 'make the cluster what Nix says'],
      ['kubernixos ./prod.nix prune --dry-run=server', 'only say what would be deleted'],
      ['kubernixos ./prod.nix apply prune --yes', 'without asking, as in CI'],
    ],
  },
];
