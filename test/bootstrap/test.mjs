// `npm test [-- ARGUMENTS OF VITEST]`: brings up what the tests need, then runs them.

import { everything, launch, nothing } from './launch.mjs';

const needsOfProject = /** @type {Record<string, import('./launch.mjs').Needs>} */ ({
  unit: nothing,
  nix: { ...nothing, nix: true },
  integration: { ...nothing, nix: true, tool: true, shells: true, lab: true, machines: true },
  e2e: { ...everything, lab: true },
});

const args = process.argv.slice(2);

await launch('node_modules/vitest/vitest.mjs', ['run', ...args], needsOf(chosenProjects(args)));

/** @param {readonly string[]} projects */
function needsOf(projects) {
  const chosen = projects.map((project) => needsOfProject[project] ?? everything);
  if (chosen.length === 0) return { ...everything, shells: true, lab: true, machines: true };
  return {
    nix: chosen.some((needs) => needs.nix),
    tool: chosen.some((needs) => needs.tool),
    controlPlane: chosen.some((needs) => needs.controlPlane),
    shells: chosen.some((needs) => needs.shells),
    lab: chosen.some((needs) => needs.lab),
    machines: chosen.some((needs) => needs.machines),
  };
}

/** @param {readonly string[]} args */
function chosenProjects(args) {
  return args.flatMap((arg, index) => {
    if (arg.startsWith('--project=')) return [arg.slice('--project='.length)];
    return args[index - 1] === '--project' ? [arg] : [];
  });
}
