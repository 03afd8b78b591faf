# Paths and subpaths.
{
  "append joins a path and a subpath" = {
    expr =
      lib:
      map toString [
        (lib.path.append /a "b/c")
        (lib.path.append /a "./b//./c/")
        (lib.path.append /. "b")
      ];
    expected = [ "/a/b/c" "/a/b/c" "/b" ];
  };

  "hasPrefix and removePrefix compare whole components" = {
    expr = lib: [
      (lib.path.hasPrefix /a/b /a/b/c)
      (lib.path.hasPrefix /a/b /a/bc)
      (lib.path.hasPrefix /. /a)
      (lib.path.removePrefix /a /a/b/c)
      (lib.path.removePrefix /a /a)
    ];
    expected = [ true false true "./b/c" "./." ];
  };

  "splitRoot" = {
    expr = lib: lib.mapAttrs (_: toString) (lib.path.splitRoot /a/b);
    expected = {
      root = "/";
      subpath = "./a/b";
    };
  };

  "subpaths" = {
    expr = lib: [
      (map lib.path.subpath.isValid [ "a/b" "./a" "." "" "/a" "../a" "a/../b" "a..b" 1 ])
      (lib.path.subpath.join [ "a" "./b/c" "." ])
      (lib.path.subpath.join [ ])
      (map lib.path.subpath.normalise [ "a//b/." "./a/" "." "././." ])
      (lib.path.subpath.components "./a//b/c/")
    ];
    expected = [
      [ true true true false false false false true false ]
      "./a/b/c"
      "./."
      [ "./a/b" "./a" "./." "./." ]
      [ "a" "b" "c" ]
    ];
  };

  "hasStorePathPrefix" = {
    expr =
      lib:
      map lib.path.hasStorePathPrefix [
        /a
        (/. + builtins.storeDir)
        (/. + "${builtins.storeDir}/0lz9p8xhf89kb1c1kk6jxrzskaiygnlh-bash/bin")
        (/. + "${builtins.storeDir}/.links")
      ];
    expected = [ false false true false ];
  };

  "append refuses a string" = {
    expr = lib: lib.path.append "/a" "b";
    errors = [
      "lib.path.append: The first argument is of type string, but a path was expected"
    ];
  };

  "append refuses a way out" = {
    expr = lib: lib.path.append /a "../b";
    errors = [
      "lib.path.append: Second argument is not a valid subpath string:"
      "contains a `..` component, which is not allowed in subpaths"
    ];
  };

  "removePrefix refuses another path" = {
    expr = lib: lib.path.removePrefix /a /b;
    errors = [
      "The first path argument \"/a\" is not a component-wise prefix of the second path argument \"/b\"."
    ];
  };

  "join names the wrong element" = {
    expr = lib: lib.path.subpath.join [ "a" "/b" ];
    errors = [
      "lib.path.subpath.join: Element at index 1 is not a valid subpath string:"
      "starts with a `/`, representing an absolute path"
    ];
  };
}
