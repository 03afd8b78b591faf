/** A module that no release must be deployed with. */
export interface BadModule {
  readonly what: string;
  /** Nix text, for a file of its own. */
  readonly text: string;
  /** How the first line of the error begins; FILE stands for the path of that file. */
  readonly error: string;
}

export const badModules: readonly BadModule[] = [
  {
    what: 'a syntax error',
    text: '{ kubernixos.manifests.bad = {',
    error: 'syntax error, unexpected end of file (FILE:1:30)',
  },
  {
    what: 'an undefined option',
    text: '{ kubernixos.replicas = 3; }',
    error: 'the option kubernixos.replicas does not exist; it is defined in FILE',
  },
  {
    what: 'the typo kubernixos.manifets',
    text: '{ kubernixos.manifets.bad = { }; }',
    error: 'the option kubernixos.manifets does not exist; it is defined in FILE',
  },
  {
    what: 'a near miss of kubernixos itself',
    text: '{ kubernixoss.manifests = { }; }',
    error: 'the option kubernixoss does not exist; it is defined in FILE',
  },
  {
    what: 'manifests of a wrong type',
    text: '{ kubernixos.manifests = "text"; }',
    error:
      "A definition for option `kubernixos.manifests' is not of type `attribute set or list of Kubernetes manifests' (in FILE)",
  },
  {
    what: 'a setting of a wrong type',
    text: '{ kubernixos.server = 6443; }',
    error: "A definition for option `kubernixos.server' is not of type `null or string' (in FILE)",
  },
  {
    what: 'a failed assertion',
    text: '{ kubernixos.assertions = [ { assertion = false; message = "No database."; } ]; }',
    error: 'Failed assertion (kubernixos.assertions): No database.',
  },
  {
    what: 'a manifest without kind',
    text: '{ kubernixos.manifests.bad = { apiVersion = "v1"; metadata.name = "bad"; }; }',
    error: 'kubernixos.manifests.bad.kind (FILE:1:3) is missing.',
  },
  {
    what: 'a manifest without apiVersion',
    text: '{ kubernixos.manifests.bad = { kind = "ConfigMap"; metadata.name = "bad"; }; }',
    error: 'kubernixos.manifests.bad.apiVersion (FILE:1:3) is missing.',
  },
  {
    what: 'a manifest without name',
    text: manifest('kind = "ConfigMap"; metadata.labels = { };'),
    error: 'kubernixos.manifests.bad.metadata.name (FILE:1:71) is missing.',
  },
  {
    what: 'a manifest without metadata',
    text: manifest('kind = "ConfigMap";'),
    error: 'kubernixos.manifests.bad.metadata (FILE:1:3) is missing.',
  },
  {
    what: 'two manifests of one identity',
    text: `{ kubernixos.manifests = rec {
      one = { apiVersion = "v1"; kind = "Secret"; metadata.name = "same"; };
      two = one;
    }; }`,
    error:
      'kubernixos.manifests.one (FILE:2:7) and kubernixos.manifests.two (FILE:3:7) are the same object, Secret same.',
  },
  {
    what: 'a function as value',
    text: configMap('data.value = x: x;'),
    error: 'kubernixos.manifests.bad.data.value (in FILE) is a function;',
  },
  {
    what: 'a path as value',
    text: configMap('data.value = ./hostgroup.nix;'),
    error: 'kubernixos.manifests.bad.data.value (in FILE) is a Nix path',
  },
  {
    what: 'a derivation as value',
    text: configMap('data.value = derivation { name = "it"; system = "none"; builder = "none"; };'),
    error: 'kubernixos.manifests.bad.data.value (in FILE) is a derivation (it);',
  },
  {
    what: 'infinity as value',
    text: configMap('data.value = 1.0e308 * 10;'),
    error: 'kubernixos.manifests.bad.data.value (in FILE) is infinite or not a number;',
  },
  {
    what: 'text that is not UTF-8',
    text: configMap('data.value = builtins.readFile ./latin1.txt;'),
    error: 'kubernixos.manifests.bad.data.value is not valid UTF-8',
  },
  {
    what: 'the label kubernixos set to something else',
    text: configMap('metadata.labels.kubernixos = "mine";'),
    error: 'kubernixos.manifests.bad.metadata.labels.kubernixos (FILE:1:94) is already set.',
  },
  {
    what: 'a server that kubectl would not use',
    text: '{ kubernixos.server = "https://prod.example.com:6443"; }',
    error: 'kubernixos.server is https://prod.example.com:6443, but kubectl would use SERVER (',
  },
  {
    what: 'an unknown kind',
    text: manifest('kind = "ConfigMapp"; metadata.name = "bad";'),
    error: 'kubernixos.manifests.bad: the cluster serves no ConfigMapp in v1',
  },
  {
    what: 'a kind in a version that is not served',
    text: '{ kubernixos.manifests.bad = { apiVersion = "apps/v1beta1"; kind = "Deployment"; metadata.name = "bad"; }; }',
    error:
      'kubernixos.manifests.bad: the cluster serves no Deployment in apps/v1beta1 (it serves apps/v1)',
  },
];

function configMap(fields: string): string {
  return manifest(`kind = "ConfigMap"; metadata.name = "bad"; ${fields}`);
}

function manifest(fields: string): string {
  return `{ kubernixos.manifests.bad = { apiVersion = "v1"; ${fields} }; }`;
}
