# k0s as a worker, which joins again at every start, or as a controller.
{
  fetchedFile,
  kubernetesUnit,
  lib,
  needing,
  online,
  programOf,
  quoted,
  textFile,
  unit,
  valueSecret,
  ...
}:
let
  inherit (builtins) toJSON;
  inherit (lib) concatStringsSep optional optionalAttrs;

  value = valueSecret [ "k0s.service" ];

  configFile =
    k0s: if k0s.secretConfig then "/secrets/k0s_config" else "/etc/k0s/k0s.yaml";

  words =
    k0s:
    [ "/opt/bin/k0s ${k0s.role}" ]
    ++ optional k0s.joins "--token-file=/secrets/k0s_token"
    ++ optional (k0s.role == "controller") "--config=${configFile k0s}"
    ++ map quote k0s.extraArgs;
  # In commands `$` is special too.
  quote = word: lib.replaceStrings [ "$" ] [ "$$" ] (quoted word);

  needed = k0s: optional k0s.joins "k0s_token" ++ optional k0s.secretConfig "k0s_config";

  document = k0s: lib.recursiveUpdate {
    apiVersion = "k0s.k0sproject.io/v1beta1";
    kind = "ClusterConfig";
    metadata.name = "k0s";
  } k0s.settings;
in
{ services, ... }@machine:
let
  inherit (services) k0s;
  program = programOf.k0s machine;
in
optionalAttrs k0s.enable {
  files =
    [ (fetchedFile "/opt/bin/k0s" "0755" program) ]
    ++ optional (k0s.role == "controller" && !k0s.secretConfig) (
      textFile "/etc/k0s/k0s.yaml" "0600" "${toJSON (document k0s)}\n"
    );
  units = [
    (unit "k0s.service" {
      Unit = {
        Description = "k0s, ${k0s.role}";
        Documentation = "https://docs.k0sproject.io";
      }
      // online
      // needing (needed k0s);
      Service = kubernetesUnit {
        type = "exec";
        start = concatStringsSep " " (words k0s);
      };
      Install.WantedBy = "multi-user.target";
    })
  ];
  secrets =
    optional k0s.joins (
      value "k0s_token" "K0S_TOKEN" "what lets the node into the cluster, as `k0s token create` prints it; without an end, where it is to join at every start"
    )
    ++ optional k0s.secretConfig (
      value "k0s_config" "K0S_CONFIG" "the configuration of the controller, a ClusterConfig in YAML"
    );
  parts = [
    {
      name = "k0s";
      inherit (k0s) version;
      inherit (program) hash url;
    }
  ];
}
