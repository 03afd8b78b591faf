import { TOP_COMMANDS } from '../arguments/commands.ts';
import { optionGroups } from '../arguments/option-groups.ts';
import { VERB_ENTRIES } from '../arguments/verbs.ts';
import { paragraph, type Row, showSections } from './columns.ts';
import { optionRows } from './option-rows.ts';

/** How a command line of verbs is written. */
export const USAGE = 'kubernixos [HOSTGROUP] [VERB…] [OPTIONS] [flags of kubectl apply]';

const ABOUT =
  'Runs Kubernetes from Nix. Without a verb everything is evaluated and checked, and nothing is touched. Flags of kubectl apply are passed on, such as -n, -l, --context and --dry-run=server.';

const EXAMPLES: readonly Row[] = [
  ['kubernixos ./prod.nix', 'evaluate and check'],
  ['kubernixos ./prod.nix plan', 'show what would change'],
  ['kubernixos ./prod.nix apply prune', 'make the cluster what Nix says'],
  ['kubernixos apply --flake .#prod -n shop', 'of a flake; one namespace only'],
];

const MORE = '`kubernixos help VERB` or COMMAND says more, `kubernixos help --man` all.';

/** The text of `--help`: what fits a screen. */
export function mainHelp(): string {
  const verbs = VERB_ENTRIES.map(({ name, description }): Row => [name, description]);
  const commands = TOP_COMMANDS.map(({ name, usage, description }): Row => [
    `${name} ${usage}`.trimEnd(),
    description,
  ]);
  const options = optionGroups().map(({ heading, options }) => ({
    heading,
    rows: optionRows(options.filter(({ rare }) => rare !== true)),
  }));
  return [
    `Usage: ${USAGE}\n`,
    paragraph(ABOUT),
    showSections({ heading: 'Verbs, which chain, before the first option', rows: verbs }),
    showSections({ heading: 'Commands, which stand alone', rows: commands }),
    showSections(...options),
    showSections({ heading: 'Examples', rows: EXAMPLES }) + paragraph(MORE),
  ].join('\n');
}
