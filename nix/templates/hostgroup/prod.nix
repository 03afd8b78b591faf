# One deployment: which modules make it, and what is particular to it.
{
  network.modules = [
    ./modules
    { kubernixos.manifests.settings.data.greeting = "Good morning"; }
  ];
}
