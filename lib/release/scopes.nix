# Which kinds of objects live in a namespace: "Namespaced" or "Cluster", the
# words of a CustomResourceDefinition, by "GROUP/KIND".
let
  inherit (builtins)
    concatMap
    isString
    listToAttrs
    ;
  inherit (import ./identity.nix) groupOf;

  kinds =
    scope: group: names:
    map (name: {
      name = "${group}/${name}";
      value = scope;
    }) names;
  cluster = kinds "Cluster";
  namespaced = kinds "Namespaced";

  # Kubernetes 1.36, what it serves by default and what it does not.
  builtIn = listToAttrs (
    cluster "" [ "Namespace" "Node" "PersistentVolume" ]
    ++ namespaced "" [
      "Binding"
      "ConfigMap"
      "Endpoints"
      "Event"
      "LimitRange"
      "PersistentVolumeClaim"
      "Pod"
      "PodTemplate"
      "ReplicationController"
      "ResourceQuota"
      "Secret"
      "Service"
      "ServiceAccount"
    ]
    ++ cluster "admissionregistration.k8s.io" [
      "MutatingAdmissionPolicy"
      "MutatingAdmissionPolicyBinding"
      "MutatingWebhookConfiguration"
      "ValidatingAdmissionPolicy"
      "ValidatingAdmissionPolicyBinding"
      "ValidatingWebhookConfiguration"
    ]
    ++ cluster "apiextensions.k8s.io" [ "CustomResourceDefinition" ]
    ++ cluster "apiregistration.k8s.io" [ "APIService" ]
    ++ namespaced "apps" [
      "ControllerRevision"
      "DaemonSet"
      "Deployment"
      "ReplicaSet"
      "StatefulSet"
    ]
    ++ cluster "authentication.k8s.io" [ "SelfSubjectReview" "TokenReview" ]
    ++ cluster "authorization.k8s.io" [
      "SelfSubjectAccessReview"
      "SelfSubjectRulesReview"
      "SubjectAccessReview"
    ]
    ++ namespaced "authorization.k8s.io" [ "LocalSubjectAccessReview" ]
    ++ namespaced "autoscaling" [ "HorizontalPodAutoscaler" ]
    ++ namespaced "batch" [ "CronJob" "Job" ]
    ++ cluster "certificates.k8s.io" [ "CertificateSigningRequest" "ClusterTrustBundle" ]
    ++ namespaced "certificates.k8s.io" [ "PodCertificateRequest" ]
    ++ namespaced "coordination.k8s.io" [ "Lease" "LeaseCandidate" ]
    ++ namespaced "discovery.k8s.io" [ "EndpointSlice" ]
    ++ namespaced "events.k8s.io" [ "Event" ]
    ++ cluster "flowcontrol.apiserver.k8s.io" [ "FlowSchema" "PriorityLevelConfiguration" ]
    ++ cluster "internal.apiserver.k8s.io" [ "StorageVersion" ]
    ++ cluster "networking.k8s.io" [ "IPAddress" "IngressClass" "ServiceCIDR" ]
    ++ namespaced "networking.k8s.io" [ "Ingress" "NetworkPolicy" ]
    ++ cluster "node.k8s.io" [ "RuntimeClass" ]
    ++ namespaced "policy" [ "PodDisruptionBudget" ]
    ++ cluster "rbac.authorization.k8s.io" [ "ClusterRole" "ClusterRoleBinding" ]
    ++ namespaced "rbac.authorization.k8s.io" [ "Role" "RoleBinding" ]
    ++ cluster "resource.k8s.io" [
      "DeviceClass"
      "DeviceTaintRule"
      "ResourcePoolStatusRequest"
      "ResourceSlice"
    ]
    ++ namespaced "resource.k8s.io" [ "ResourceClaim" "ResourceClaimTemplate" ]
    ++ cluster "scheduling.k8s.io" [ "PriorityClass" ]
    ++ namespaced "scheduling.k8s.io" [ "PodGroup" "Workload" ]
    ++ cluster "storage.k8s.io" [
      "CSIDriver"
      "CSINode"
      "StorageClass"
      "VolumeAttachment"
      "VolumeAttributesClass"
    ]
    ++ namespaced "storage.k8s.io" [ "CSIStorageCapacity" ]
    ++ cluster "storagemigration.k8s.io" [ "StorageVersionMigration" ]
  );

  # What a CustomResourceDefinition says of its kind.
  declaredBy =
    manifest:
    let
      spec = manifest.spec or null;
      group = spec.group or null;
      kind = spec.names.kind or null;
      scope = spec.scope or null;
    in
    if (manifest.kind or null) == "CustomResourceDefinition" && isString group && isString kind && isString scope then
      kinds scope group [ kind ]
    else
      [ ];

  kindOf =
    manifest:
    if isString (manifest.kind or null) && isString (manifest.apiVersion or null) then
      "${groupOf manifest.apiVersion}/${manifest.kind}"
    else
      null;
in
{
  inherit builtIn kindOf;

  /*
    From the scopes that the user declares and all manifests to a function
    from a manifest to its scope, null where nobody says.
  */
  scopes =
    declared: manifests:
    let
      known = declared // listToAttrs (concatMap declaredBy manifests) // builtIn;
    in
    manifest: if kindOf manifest == null then null else known.${kindOf manifest} or null;
}
