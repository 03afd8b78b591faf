# Files and directories, read during evaluation.
{ lib }:

let
  inherit (builtins)
    attrNames
    concatMap
    dirOf
    match
    pathExists
    readDir
    ;
in
rec {
  inherit (builtins)
    baseNameOf
    dirOf
    hashFile
    isPath
    readDir
    ;

  readFileType =
    builtins.readFileType or (throw "lib.readFileType needs Nix 2.15 or newer: this Nix has no builtins.readFileType");

  # pathType :: path -> "regular" | "directory" | "symlink" | "unknown" : throws where there is nothing.
  pathType =
    builtins.readFileType or (
      path:
      if !pathExists path then
        abort "lib.filesystem.pathType: Path ${toString path} does not exist."
      else if dirOf path == path then
        "directory"
      else
        (readDir (dirOf path)).${baseNameOf path}
    );

  pathIsDirectory = path: pathExists path && pathType path == "directory";

  pathIsRegularFile = path: pathExists path && pathType path == "regular";

  # All files below a directory.
  listFilesRecursive =
    directory:
    let
      entries = readDir directory;
    in
    concatMap (
      name:
      let
        path = directory + "/${name}";
      in
      if entries.${name} == "directory" then listFilesRecursive path else [ path ]
    ) (attrNames entries);

  # locateDominatingFile :: pattern -> path -> { path; matches; } | null : the nearest directory upwards.
  locateDominatingFile =
    pattern: path:
    let
      search =
        directory:
        let
          names = attrNames (readDir directory);
          matches = builtins.filter (found: found != null) (map (match pattern) names);
        in
        if matches != [ ] then
          {
            path = directory;
            inherit matches;
          }
        else if directory == /. then
          null
        else
          search (dirOf directory);
      isDirectory = pathIsDirectory path;
    in
    search (if isDirectory then path else dirOf path);
}
