# Checks and defaults that a schema cannot express, asked of the controller.
#
# A webhook without a backend can stop every write that it matches. These match the operator's own
# kinds and nothing else, and `Ignore` lets writes through while the controller is away: when the
# cluster is built anew, the objects of this very release are applied before any pod runs.
{ lib, ... }:
let
  inherit (lib) mapAttrsToList;
  inherit (import ../functions.nix { inherit lib; })
    group
    kinds
    labels
    name
    namespace
    version
    ;

  webhook = action: path: plural: { kind, scope }: {
    name = "${action}.${plural}.${group}";
    admissionReviewVersions = [ "v1" ];
    sideEffects = "None";
    failurePolicy = "Ignore";
    timeoutSeconds = 2;
    # No caBundle: the controller writes it. Fields that no manifest names stay as they are at every
    # apply.
    clientConfig.service = {
      name = "${name}-webhooks";
      inherit namespace path;
      port = 443;
    };
    rules = [
      {
        apiGroups = [ group ];
        apiVersions = [ version ];
        # Without subresources: the controller's own updates of the status are not sent back to it.
        resources = [ plural ];
        operations = [
          "CREATE"
          "UPDATE"
        ];
        inherit scope;
      }
    ];
  };

  configuration = kind: webhooks: {
    apiVersion = "admissionregistration.k8s.io/v1";
    inherit kind webhooks;
    metadata = {
      inherit name labels;
    };
  };
in
{
  kubernixos.manifests = {
    validating-webhooks = configuration "ValidatingWebhookConfiguration" (
      mapAttrsToList (webhook "validate" "/validate") kinds
    );

    mutating-webhooks = configuration "MutatingWebhookConfiguration" [
      (webhook "default" "/default" "backupschedules" kinds.backupschedules)
    ];
  };
}
