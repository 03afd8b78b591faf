# Command lines, ordered texts and rarer formats.
{
  "toCommandLineGNU" = {
    expr = lib: [
      (lib.cli.toCommandLineGNU { } {
        v = true;
        name = "x y";
        n = 3;
        list = [ "a" "b" ];
        off = false;
        none = null;
      })
      (lib.cli.toCommandLineShellGNU { } { name = "x y"; })
      (lib.cli.toCommandLineGNU { explicitBool = true; } { a = true; bb = false; })
      (lib.cli.toCommandLineGNU { isLong = _: false; formatArg = v: "<${toString v}>"; } {
        name = 1;
      })
    ];
    expected = [
      [ "--list=a" "--list=b" "-n3" "--name=x y" "-v" ]
      "'--name=x y'"
      [ "-atrue" "--bb=false" ]
      [ "-name<1>" ]
    ];
  };

  "toCommandLine with a format of its own" = {
    expr =
      lib:
      lib.cli.toCommandLine (name: { option = "+${name}"; sep = null; explicitBool = false; }) {
        a = 1;
        b = [ "x" "y" ];
        c = true;
      };
    expected = [ "+a" "1" "+b" "x" "+b" "y" "+c" ];
  };

  "toGNUCommandLine" = {
    expr = lib: [
      (lib.cli.toGNUCommandLine { } {
        data = "x y";
        X = "PUT";
        retry = 3;
        url = [ "a" "b" ];
        silent = false;
        verbose = true;
        none = null;
      })
      (lib.cli.toGNUCommandLine { optionValueSeparator = "="; } { a = 1; long = 2; })
      (lib.cli.toGNUCommandLineShell { } { a = "x y"; })
    ];
    expected = [
      [ "-X" "PUT" "--data" "x y" "--retry" "3" "--url" "a" "--url" "b" "--verbose" ]
      [ "-a=1" "--long=2" ]
      "-a 'x y'"
    ];
  };

  "textClosureList puts what is needed first" = {
    expr =
      lib:
      lib.textClosureList {
        a = lib.fullDepEntry "A" [ "b" ];
        b = lib.noDepEntry "B";
        c = lib.stringAfter [ "a" "b" ] "C";
      } [ "c" "b" (lib.packEntry [ "a" ]) (lib.noDepEntry "D") ];
    expected = [ "B" "A" "C" "" "D" ];
  };

  "textClosureMap joins texts" = {
    expr =
      lib:
      lib.textClosureMap (text: "<${text}>") {
        a = lib.fullDepEntry "A" [ "b" ];
        b = lib.noDepEntry "B";
      } [ "a" ];
    expected = "<B>\n<A>";
  };

  "toGitINI" = {
    expr =
      lib:
      lib.generators.toGitINI {
        user.name = "a \"b\"";
        remote.origin = { url = "u"; fetch = [ "x" "y" ]; };
        core.bare = true;
        "x.y".z = 1;
        url.a.b.c = 2;
      };
    expected = "[core]\n\tbare = true\n\n[remote \"origin\"]\n\tfetch = \"x\"\n\tfetch = \"y\"\n\turl = \"u\"\n\n[url \"a.b\"]\n\tc = 2\n\n[user]\n\tname = \"a \\\"b\\\"\"\n\n[x \"y\"]\n\tz = 1\n";
  };

  "toLua" = {
    expr = lib: [
      (lib.generators.toLua { } {
        a = [ 1 "b" null true ];
        c = { };
        d = [ ];
        e = lib.mkLuaInline "f()";
      })
      (lib.generators.toLua { multiline = false; } { a = [ 1.5 ]; })
      (lib.generators.toLua { asBindings = true; } { a = 1; b = { c = 2; }; })
    ];
    expected = [
      "{\n  [\"a\"] = {\n    1,\n    \"b\",\n    nil,\n    true\n  },\n  [\"c\"] = {},\n  [\"d\"] = {},\n  [\"e\"] = (f())\n}"
      "{ [\"a\"] = { 1.5 } }"
      "a = 1\nb = {\n  [\"c\"] = 2\n}\n"
    ];
  };

  "toDhall" = {
    expr = lib: lib.generators.toDhall { } { a = 1; b = [ (-1) true ]; c = "d"; };
    expected = "{ a = +1, b = [ -1, True ], c = \"d\" }";
  };

  "toPlist" = {
    expr =
      lib:
      lib.generators.toPlist { escape = true; } {
        a = [ 1 "<x>" ];
        b = null;
        c = { };
        d = true;
        e = [ ];
        f = { g = [ { h = "i"; } ]; };
      };
    expected = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE plist PUBLIC \"-//Apple Computer//DTD PLIST 1.0//EN\" \"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">\n<plist version=\"1.0\">\n<dict>\n\t<key>a</key>\n\t<array>\n\t\t<integer>1</integer>\n\t\t<string>&lt;x&gt;</string>\n\t</array>\n\t<key>c</key>\n\t<dict>\n\n\t</dict>\n\t<key>d</key>\n\t<true/>\n\t<key>e</key>\n\t<array>\n\n\t</array>\n\t<key>f</key>\n\t<dict>\n\t\t<key>g</key>\n\t\t<array>\n\t\t\t<dict>\n\t\t\t\t<key>h</key>\n\t\t\t\t<string>i</string>\n\t\t\t</dict>\n\t\t</array>\n\t</dict>\n</dict>\n</plist>";
  };

  "fake hashes" = {
    expr = lib: [ lib.fakeHash lib.fakeSha256 lib.fakeSha512 ];
    expected = [
      "sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
      "0000000000000000000000000000000000000000000000000000000000000000"
      "00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000"
    ];
  };

  "toCommandLine refuses an empty name" = {
    expr = lib: lib.cli.toCommandLineGNU { } { "" = 1; };
    errors = [
      "error:"
    ];
  };

  "toLua refuses names that are no variables" = {
    expr = lib: lib.generators.toLua { asBindings = true; } { "a b" = 1; };
    errors = [
      "Bad Lua var names: ["
    ];
  };

  "toDhall refuses null" = {
    expr = lib: lib.generators.toDhall { } null;
    errors = [
      "generators.toDhall: cannot convert a null to Dhall"
    ];
  };
}
