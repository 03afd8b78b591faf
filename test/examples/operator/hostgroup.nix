# An operator, as its authors would deploy it: it backs up volumes on a schedule.
#
# One release holds the kinds (CRDs), the controller that serves them, the webhooks that check them,
# and objects of these kinds. The order in which they must be applied follows from what they are,
# not from where they are written.
{
  network = {
    description = "backup operator";

    modules = [
      ./modules/options.nix
      ./modules/definitions.nix
      ./modules/controller.nix
      ./modules/access.nix
      ./modules/webhooks.nix
      ./modules/resources.nix
      {
        kubernixos.deployment = "backup-operator";

        backup = {
          version = "1.9.0";
          stores.offsite = {
            endpoint = "https://objects.example.com";
            bucket = "cluster-backups";
          };
          schedules = {
            hourly = {
              schedule = "0 * * * *";
              keep = 24;
            };
            nightly = {
              schedule = "15 3 * * *";
              keep = 30;
            };
          };
        };
      }
    ];
  };
}
