# Modules that are imported with arguments keep the name of their file.
{
  network.modules = [
    { kubernixos.manifests.inline = { }; }
    (import ./made-with-arguments.nix { name = "made"; })
  ];
}
