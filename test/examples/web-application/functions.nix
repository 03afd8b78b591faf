# What the modules of the shop share: pure functions and constants that know nothing of `config`.
{ lib }:
let
  inherit (lib) genAttrs mapAttrs' nameValuePair;
in
rec {
  # Where the services live, and where the data lives. Two namespaces, so that who may read the
  # database's Secret and volumes can be said apart from who may restart a service.
  front = "shop";
  data = "shop-data";

  # A Deployment's selector is immutable: nothing goes in here that may ever change, no version
  # above all.
  selector = name: { "app.kubernetes.io/name" = name; };

  labels = name: selector name // { "app.kubernetes.io/part-of" = "shop"; };

  metadata = namespace: name: {
    inherit name namespace;
    labels = labels name;
  };

  # One manifest for each of the shop's namespaces:
  # `perNamespace "limits" (namespace: { … })` gives the manifests shop-limits and shop-data-limits.
  perNamespace =
    suffix: manifest:
    mapAttrs' (namespace: nameValuePair "${namespace}-${suffix}") (
      genAttrs [
        front
        data
      ] manifest
    );

  # What the Pod Security standard "restricted" asks of every pod and of every container.
  podSecurity = {
    runAsNonRoot = true;
    seccompProfile.type = "RuntimeDefault";
  };

  containerSecurity = {
    allowPrivilegeEscalation = false;
    capabilities.drop = [ "ALL" ];
    readOnlyRootFilesystem = true;
  };

  # The label by which the database knows its clients.
  databaseClient = { "shop.example.com/database" = "client"; };

  # A peer in a NetworkPolicy: the pods with these labels in that namespace. Both selectors stand in
  # one item, which means "and"; as two items they would mean "or".
  peer = namespace: podLabels: {
    namespaceSelector.matchLabels."kubernetes.io/metadata.name" = namespace;
    podSelector.matchLabels = podLabels;
  };
}
