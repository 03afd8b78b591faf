import { Command as Program, Option } from 'commander';
import type { Verb } from '../../model/deploy-request.ts';
import { type Command, COMMANDS, findCommand, optionsOf } from './commands.ts';
import { KUBECTL_VERSION } from './kubectl-flags.ts';
import { OWN_OPTIONS, type OwnOption, showOption } from './own-options.ts';

const VERB_DESCRIPTIONS: Readonly<Record<Verb, string>> = {
  dump: 'print the labelled manifests as one JSON List',
  build: 'write the manifests to a directory, one file each',
  plan: 'show what apply and prune would do, with a diff; exit 2 where there are changes',
  apply: 'apply the manifests with kubectl',
  prune: 'delete what is managed and no longer wanted, after a confirmation',
};

const AFTER = `
Verbs chain, in any order, and stand before the first option; they run in the order above, on one
evaluation. Without a verb everything is evaluated and checked, and nothing is touched.

kubectl apply arguments:
  The flags of kubectl ${KUBECTL_VERSION} apply are passed on, such as -n, -l, --context, --dry-run=server, -v=6.
  --dry-run holds for every verb. Refused are --prune, -f, -k, -R and --kuberc.

Examples:
  kubernixos ./prod.nix                                evaluate and check
  kubernixos ./prod.nix dump                           print what would be applied
  kubernixos ./prod.nix plan                           show what would change
  kubernixos ./prod.nix apply prune                    make the cluster what Nix says
  kubernixos ./prod.nix apply --context=prod -n shop   one namespace only
  kubernixos plan --flake=.#prod                       of a flake instead of a hostgroup

Environment:
  HOSTGROUP           the hostgroup, where no argument names one
  MODULES, PACKAGES   Nix expressions, where there is no hostgroup
  NO_COLOR            no colours

Exit codes:
  0     done
  1     failed, refused or declined
  2     plan alone: there are changes
  130   stopped by Ctrl-C; 141 where nobody reads any more
`;

/** The text of `kubernixos COMMAND --help`. */
export function commandHelpText(name: string): string {
  const command: Command | null = findCommand(name);
  if (command === null) return helpText();
  const before = command.takesHostgroup ? '[HOSTGROUP] ' : '';
  const flags = command.kubectl.length === 0 ? '' : ' [flags of kubectl]';
  const program = new Program('kubernixos')
    .description(`${command.description}.`)
    .usage(`${before}${name} ${command.usage} [OPTIONS]${flags}`.replaceAll('  ', ' '))
    .helpCommand(false)
    .helpOption(false)
    .configureHelp({ helpWidth: 100 });
  for (const option of optionsOf(command)) program.addOption(toOption(option));
  return program.helpInformation() + showExamples(command);
}

function showExamples({ examples }: Command): string {
  const width = Math.max(...examples.map(([line]) => line.length));
  const lines = examples.map(([line, does]) => `  ${line.padEnd(width)}   ${does}\n`);
  return `\nExamples:\n${lines.join('')}`;
}

/** The text of `--help`. */
export function helpText(): string {
  const program = new Program('kubernixos')
    .description('Runs Kubernetes from Nix.')
    .usage('[HOSTGROUP] [VERB…] [OPTIONS] [kubectl apply arguments]')
    .helpCommand(false)
    .helpOption(false)
    .commandsGroup('Verbs:')
    .configureHelp({ helpWidth: 100 });
  for (const [verb, description] of Object.entries(VERB_DESCRIPTIONS)) {
    program.command(verb).helpOption(false).description(description);
  }
  program.commandsGroup('Commands, each with --help:');
  for (const { name, usage, description } of COMMANDS) {
    program.command(`${name} ${usage}`.trimEnd()).helpOption(false).description(description);
  }
  for (const option of OWN_OPTIONS) program.addOption(toOption(option));
  return program.helpInformation() + AFTER;
}

function toOption(option: OwnOption): Option {
  return new Option(
    showOption(option, (value) => `<${value}>`),
    option.description,
  );
}
