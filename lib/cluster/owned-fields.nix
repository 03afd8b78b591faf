# Fields of k0sctl's configuration that options write: { path; instead; }.
let
  cluster = "kubernixos.cluster";

  # All that the options of a transport write, what proves and protects the connection among it.
  connections = {
    ssh = [
      "address"
      "port"
      "user"
      "keyPath"
      "bastion"
      "options"
    ];
    openSSH = [
      "address"
      "port"
      "user"
      "keyPath"
      "configPath"
      "disableMultiplexing"
      "options"
    ];
    winRM = [
      "address"
      "port"
      "user"
      "keyPath"
      "bastion"
      "caCertPath"
      "certPath"
      "insecure"
      "tlsServerName"
      "useHTTPS"
      "useNTLM"
    ];
  };
in
{
  ofDocument = [
    {
      path = [ "apiVersion" ];
      instead = "${cluster}.k0sctl.spec = { … };";
    }
    {
      path = [ "kind" ];
      instead = "${cluster}.k0sctl.spec = { … };";
    }
    {
      path = [ "metadata" "name" ];
      instead = "${cluster}.name = \"shop\";";
    }
    {
      path = [ "metadata" "user" ];
      instead = "${cluster}.user = \"admin\";";
    }
    {
      path = [ "spec" "hosts" ];
      instead = "${cluster}.hosts.<name> = { … };";
    }
    {
      path = [ "spec" "k0s" "version" ];
      instead = "${cluster}.k0s.version = \"v1.34.1+k0s.0\";";
    }
    {
      path = [ "spec" "k0s" "dynamicConfig" ];
      instead = "${cluster}.k0s.dynamicConfig = true;";
    }
    {
      path = [ "spec" "k0s" "config" ];
      instead = "${cluster}.k0s.config = { … };";
    }
  ]
  ++ map
    (name: {
      path = [
        "spec"
        "options"
        name
      ];
      instead = "${cluster}.options.${name} = { … };";
    })
    [
      "wait"
      "drain"
      "concurrency"
      "evictTaint"
    ];

  ofHost =
    option:
    map
      (
        { field, instead }:
        {
          path = [ field ];
          instead = "${option}.${instead};";
        }
      )
      (
        map
          (field: {
            inherit field;
            instead = "${field} = …";
          })
          [
            "dataDir"
            "environment"
            "files"
            "hooks"
            "hostname"
            "installFlags"
            "kubeletRootDir"
            "localhost"
            "noTaints"
            "os"
            "privateAddress"
            "privateInterface"
            "reset"
            "role"
          ]
        ++ [
          {
            field = "uploadBinary";
            instead = "binary = \"upload\"";
          }
          {
            field = "useExistingK0s";
            instead = "binary = \"existing\"";
          }
          {
            field = "k0sBinaryPath";
            instead = "binary = \"/srv/fleet/k0s\"";
          }
          {
            field = "k0sDownloadURL";
            instead = "downloadURL = \"https://mirror.internal/k0s-%v-%p\"";
          }
          {
            field = "k0sInstallPath";
            instead = "installPath = \"/opt/bin/k0s\"";
          }
        ]
      )
    ++ builtins.concatMap (
      transport:
      map (field: {
        path = [
          transport
          field
        ];
        instead = "${option}.${if field == "address" then field else "${transport}.${field}"} = …;";
      }) connections.${transport}
    ) (builtins.attrNames connections)
    ++ [
      {
        path = [ "winRM" "password" ];
        instead = "${option}.winRM.passwordVariable = \"WINDOWS_PASSWORD\";";
      }
    ];
}
