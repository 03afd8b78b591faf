import { optionsOf } from '../arguments/command.ts';
import { COMMANDS } from '../arguments/commands.ts';
import { EXIT_CODES } from '../arguments/exit-codes.ts';
import { KUBECTL_FLAGS, KUBECTL_VERSION } from '../arguments/kubectl-flags.ts';
import { optionGroups } from '../arguments/option-groups.ts';
import { REFUSED_FLAGS } from '../arguments/refused-flags.ts';
import { VARIABLES } from '../arguments/variables.ts';
import { VERB_ENTRIES } from '../arguments/verbs.ts';
import type { Row } from './columns.ts';
import { USAGE } from './main-help.ts';
import { optionRows } from './option-rows.ts';
import { roffParagraphs, roffSection, roffSubsection, roffTerms, roffText } from './roff.ts';

/** The manual page kubernixos(1) of a version. */
export function manualPage(version: string): string {
  return [
    `.TH KUBERNIXOS 1 "" "kubernixos ${roffText(version)}"\n`,
    roffSection('NAME', roffText('kubernixos - runs Kubernetes from Nix'), '\n'),
    roffSection('SYNOPSIS', `.B ${roffText(USAGE)}\n.br\n`, `.B ${roffText(COMMAND_USAGE)}\n`),
    roffSection('DESCRIPTION', roffParagraphs(DESCRIPTION)),
    roffSection('VERBS', roffTerms(verbRows())),
    roffSection('COMMANDS', ...COMMANDS.map(showCommand)),
    roffSection('OPTIONS', ...showOptions()),
    roffSection('FLAGS OF KUBECTL', roffParagraphs(KUBECTL)),
    roffSection('EXIT STATUS', roffTerms(EXIT_CODES.map(([code, when]) => [String(code), when]))),
    roffSection('ENVIRONMENT', roffTerms(VARIABLES)),
    roffSection('EXAMPLES', roffTerms(VERB_ENTRIES.flatMap(({ examples }) => examples))),
    roffSection('SEE ALSO', roffText('kubectl(1), nix-instantiate(1)'), '\n'),
  ].join('');
}

const COMMAND_USAGE = 'kubernixos [HOSTGROUP] COMMAND [OPTIONS]';

const DESCRIPTION = [
  'kubernixos evaluates NixOS modules to Kubernetes manifests, applies those with kubectl, and deletes (prunes) every object that it manages and they no longer hold. Without a verb it evaluates and checks everything, and touches nothing.',
  'HOSTGROUP is a file whose name ends in .nix: { network = { pkgs; modules; }; }. It may also be given by --hostgroup or in the variable HOSTGROUP. In its place, --flake names a flake, and MODULES and PACKAGES hold Nix expressions.',
  'Verbs chain. They may be written in any order, run in the order below on one evaluation, and stand before the first option. Commands stand alone.',
  'The result goes to standard output, everything else to standard error.',
];

const KUBECTL = [
  `Whatever is not an option of kubernixos goes to kubectl apply, untouched and in order. Known are the flags of kubectl ${KUBECTL_VERSION}: ${longNames(KUBECTL_FLAGS.map(({ name }) => name))}.`,
  'Those that choose cluster and user go to every kubectl of the run. --dry-run holds for every verb; --namespace and --selector narrow what is applied and what may be pruned.',
  `Refused are ${longNames(Object.keys(REFUSED_FLAGS))}.`,
];

function longNames(names: readonly string[]): string {
  return names.map((name) => `--${name}`).join(', ');
}

function verbRows(): readonly Row[] {
  return VERB_ENTRIES.map(({ name, description, details }) => [name, `${description}. ${details}`]);
}

function showCommand(command: (typeof COMMANDS)[number]): string {
  const { name, usage, description, options, examples } = command;
  return roffSubsection(
    `${name} ${usage}`.trimEnd(),
    roffParagraphs([`${description}.`]),
    roffTerms(optionRows(options.length === 0 ? [] : optionsOf(command))),
    roffTerms(examples),
  );
}

function showOptions(): readonly string[] {
  return optionGroups().map(({ heading, options }) =>
    roffSubsection(heading, roffTerms(optionRows(options))),
  );
}
