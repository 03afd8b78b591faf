// `npm test [-- ARGUMENTS OF VITEST]`: brings up what the tests need, then runs them.

import { everything, launch } from './launch.mjs';

const needsOfProject = /** @type {Record<string, import('./launch.mjs').Needs>} */ ({
  unit: { nix: false, tool: false, controlPlane: false, shells: false, lab: false },
  nix: { nix: true, tool: false, controlPlane: false, shells: false, lab: false },
  integration: { nix: true, tool: true, controlPlane: false, shells: true, lab: true },
  e2e: { ...everything, lab: true },
});

const args = process.argv.slice(2);

await launch('node_modules/vitest/vitest.mjs', ['run', ...args], needsOf(chosenProjects(args)));

/** @param {readonly string[]} projects */
function needsOf(projects) {
  const chosen = projects.map((project) => needsOfProject[project] ?? everything);
  if (chosen.length === 0) return { ...everything, shells: true, lab: true };
  return {
    nix: chosen.some((needs) => needs.nix),
    tool: chosen.some((needs) => needs.tool),
    controlPlane: chosen.some((needs) => needs.controlPlane),
    shells: chosen.some((needs) => needs.shells),
    lab: chosen.some((needs) => needs.lab),
  };
}

/** @param {readonly string[]} args */
function chosenProjects(args) {
  return args.flatMap((arg, index) => {
    if (arg.startsWith('--project=')) return [arg.slice('--project='.length)];
    return args[index - 1] === '--project' ? [arg] : [];
  });
}
