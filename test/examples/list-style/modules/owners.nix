# Patches items of the lists from outside. An item's key is its apiVersion, kind, namespace (where
# it names one) and name, joined by slashes. Set style and list style mix freely; a module uses one
# of the two.
{
  kubernixos.manifests = {
    "v1/Namespace/development".metadata.labels.team = "payments";
    "v1/Namespace/acceptance".metadata.labels.team = "payments";
    "v1/ResourceQuota/development/pods".spec.hard.persistentvolumeclaims = "10";
  };
}
