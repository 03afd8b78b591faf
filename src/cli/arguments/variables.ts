/** Environment variables that are ours, as help and docs explain them. */
export const VARIABLES: readonly (readonly [name: string, meaning: string])[] = [
  ['HOSTGROUP', 'the hostgroup, where no argument names one'],
  ['MODULES', 'a Nix expression, a list of modules, where there is no hostgroup'],
  ['PACKAGES', 'a Nix expression, a package set or a path to nixpkgs; may be absent'],
  ['NO_COLOR', 'where it is not empty: no colours'],
];
