# What is a secret among the settings of k3s and k0s, and what is none.
{ k0s, k3s, ... }:
let
  at = "kubernixos.machines.a.services";
  onDisk = { os.root = "LABEL=ROOT"; };
  settings = set: k3s { settings = set; };
in
{
  "secrets among the settings are refused, and not shown" = {
    machine = settings { token = "hunter2"; agent-token = "hunter2"; datastore-endpoint = "postgres://u:hunter2@h/db"; x = "http://u:hunter2@h"; };
    problems = [
      "settings.agent-token is a secret"
      "settings.datastore-endpoint is a secret, which the configuration would show to all. Remove it, and supply K3S_DATASTORE_ENDPOINT"
      "settings.token is a secret"
      "settings.x looks like a secret"
    ];
  };
  "secrets are found wherever they are among the settings" = {
    machine = settings {
      foo-password = "hunter2";
      nested.foo-password = "hunter2";
      "token+" = "hunter2";
      kube-apiserver-arg = [ "--x=postgres://u:hunter2@h/db" "etcd-password=hunter2" ];
    };
    problems = [
      "${at}.k3s.settings.foo-password looks like a secret, which the configuration would show to all. Remove it"
      "${at}.k3s.settings.kube-apiserver-arg[0] looks like a secret, which the configuration would show to all. Remove it"
      "settings.kube-apiserver-arg[1] looks like a secret"
      "${at}.k3s.settings.nested.foo-password looks like a secret"
      "settings.\"token+\" is a secret, which the configuration would show to all. Remove it, and supply K3S_TOKEN"
    ];
  };
  "what tells of secrets is none" = {
    machine = settings {
      secrets-encryption = true;
      secrets-encryption-provider = "secretbox";
      etcd-s3-config-secret = "k3s-etcd-s3";
      image-credential-provider-bin-dir = "/opt/credential-provider/bin";
      image-credential-provider-config = "/etc/rancher/credential-provider.yaml";
      private-registry = "/etc/rancher/k3s/registries.yaml";
      token-file = "/secrets/k3s_token";
      "agent-token-file+" = "/secrets/k3s_agent_token";
      kube-apiserver-arg = [
        "enable-bootstrap-token-auth=true"
        "service-account-max-token-expiration=24h"
        "authentication-token-webhook-config-file=/etc/webhook.yaml"
      ];
      kube-controller-manager-arg = [
        "concurrent-serviceaccount-token-syncs=5"
        "legacy-service-account-token-clean-up-period=8760h"
      ];
      kubelet-arg = [ "image-credential-provider-config=/etc/x" ];
      node-label = [ "secrets=vault" ];
      node-taint = [ "secrets=vault:NoSchedule" ];
    };
    problems = [ ];
  };
  "references to Secrets are none" = {
    machine = onDisk // k0s {
      role = "controller";
      settings.spec = {
        auth = { existingSecret = "db"; existingSecretPasswordKey = "postgres"; tokenKey = "token"; imagePullSecret = "regcred"; };
        imagePullSecrets = [ "regcred" ];
        workerProfiles = [ { name = "x"; values.imagePullCredentialsVerificationPolicy = "NeverVerify"; } ];
        api.extraArgs = { max-tokens = "4096"; token-lifetime = "90s"; };
      };
    };
    problems = [ ];
  };
  "a short number may be a password, and a short word a token" = {
    machine = onDisk // k0s {
      role = "controller";
      settings.spec = { password = "12345"; dbPw = "12345"; dbPassword = "123456"; apiToken = "letmein"; tokenKey = "hunter2"; };
    };
    problems = map (name: "${at}.k0s.settings.spec.${name} looks like a secret") [ "apiToken" "dbPassword" "dbPw" "password" "tokenKey" ];
  };
  "an address for mail is no login" = {
    machine = onDisk // k0s {
      role = "controller";
      settings.spec.extensions.helm.charts = [ { name = "x"; values = "email: ops@example.com\nurl: http://a:1 # ask ops@example.com\n"; } ];
    };
    problems = [ ];
  };
  "secrets of the configuration and the arguments of k0s are refused, and not shown" = {
    machine = onDisk // k0s {
      role = "controller";
      settings.spec.extensions.helm.repositories = [ { name = "x"; url = "https://x"; password = "hunter2"; } ];
      extraArgs = [ "--api-token=hunter2" "https://me:hunter2@host" ];
    };
    problems = [
      "${at}.k0s.settings.spec.extensions.helm.repositories[0].password looks like a secret, which the configuration would show to all. Remove it, and write `${at}.k0s.secretConfig = true;`"
      "${at}.k0s.extraArgs has --api-token, which looks like a secret"
      "${at}.k0s.extraArgs has an argument, which looks like a secret"
    ];
  };
}
