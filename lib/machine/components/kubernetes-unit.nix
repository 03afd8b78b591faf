# What units of k3s and k0s have in common: they bring their containers under their own control, and
# leave them running when they restart.
{ type, environmentFile ? null, prepare ? [ ], start }:
{
  Type = type;
  KillMode = "process";
  Delegate = true;
  LimitNOFILE = 1048576;
  LimitNPROC = "infinity";
  LimitCORE = "infinity";
  TasksMax = "infinity";
  TimeoutStartSec = 0;
  Restart = "always";
  RestartSec = "5s";
  EnvironmentFile = environmentFile;
  # They may be part of the kernel.
  ExecStartPre = [
    "-/sbin/modprobe br_netfilter"
    "-/sbin/modprobe overlay"
  ]
  ++ prepare;
  ExecStart = start;
}
