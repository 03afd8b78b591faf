# Strings.
{
  "concatStrings, concatLines and concatStringsSep" = {
    expr = lib: [
      (lib.concatStrings [ "a" "b" ])
      (lib.concatLines [ "a" "b" ])
      (lib.concatLines [ ])
      (lib.concatStringsSep ", " [ "a" "b" ])
    ];
    expected = [ "ab" "a\nb\n" "" "a, b" ];
  };

  "the concatMap family" = {
    expr = lib: [
      (lib.concatMapStrings (s: "<${s}>") [ "a" "b" ])
      (lib.concatMapStringsSep "-" lib.toUpper [ "a" "b" ])
      (lib.concatImapStrings (i: s: "${toString i}${s}") [ "a" "b" ])
      (lib.concatImapStringsSep "," (i: s: "${toString i}${s}") [ "a" "b" ])
      (lib.concatMapAttrsStringSep "&" (k: v: "${k}=${v}") { b = "2"; a = "1"; })
    ];
    expected = [ "<a><b>" "A-B" "1a2b" "1a,2b" "a=1&b=2" ];
  };

  "intersperse puts a value between others" = {
    expr = lib: [
      (lib.intersperse "/" [ "a" "b" "c" ])
      (lib.intersperse "/" [ "a" ])
      (lib.intersperse "/" [ ])
    ];
    expected = [ [ "a" "/" "b" "/" "c" ] [ "a" ] [ ] ];
  };

  "optionalString depends on the condition" = {
    expr = lib: [ (lib.optionalString true "a") (lib.optionalString false "a") ];
    expected = [ "a" "" ];
  };

  "hasPrefix, hasSuffix and hasInfix" = {
    expr = lib: [
      (lib.hasPrefix "ab" "abc")
      (lib.hasPrefix "b" "abc")
      (lib.hasSuffix "bc" "abc")
      (lib.hasSuffix "abcd" "abc")
      (lib.hasInfix "b" "abc")
      (lib.hasInfix ".*" "abc")
      (lib.hasInfix "a\nb" "xa\nby")
    ];
    expected = [ true false true false true false true ];
  };

  "removePrefix and removeSuffix" = {
    expr = lib: [
      (lib.removePrefix "ab" "abc")
      (lib.removePrefix "x" "abc")
      (lib.removeSuffix "bc" "abc")
      (lib.removeSuffix "x" "abc")
      (lib.removeSuffix "abc" "bc")
    ];
    expected = [ "c" "abc" "a" "abc" "bc" ];
  };

  "splitString keeps empty parts" = {
    expr = lib: [
      (lib.splitString "." "a.b..c")
      (lib.splitString "." "")
      (lib.splitString "ab" "xabyab")
    ];
    expected = [ [ "a" "b" "" "c" ] [ "" ] [ "x" "y" "" ] ];
  };

  "splitStringBy splits where told so" = {
    expr = lib: [
      (lib.splitStringBy (_: c: c == "-") false "a-b-")
      (lib.splitStringBy (_: c: lib.elem c lib.upperChars) true "fooBarBaz")
      (lib.splitStringBy (_: _: true) false "")
    ];
    expected = [ [ "a" "b" "" ] [ "foo" "Bar" "Baz" ] [ "" ] ];
  };

  "stringToCharacters and stringAsChars" = {
    expr = lib: [
      (lib.stringToCharacters "abc")
      (lib.stringAsChars (c: if c == "a" then "1" else c) "banana")
    ];
    expected = [ [ "a" "b" "c" ] "b1n1n1" ];
  };

  "replaceStrings and replaceString" = {
    expr = lib: [
      (lib.replaceStrings [ "a" "b" ] [ "b" "a" ] "abc")
      (lib.replaceString "a" "x" "banana")
    ];
    expected = [ "bac" "bxnxnx" ];
  };

  "toLower, toUpper, toSentenceCase and toCamelCase" = {
    expr = lib: [
      (lib.toLower "HeLLo")
      (lib.toUpper "HeLLo")
      (lib.toSentenceCase "hELLO")
      (lib.toSentenceCase "")
      (lib.toCamelCase "hello-world_again now")
      (lib.toCamelCase "HelloWorld")
      (lib.toCamelCase "")
    ];
    expected = [ "hello" "HELLO" "Hello" "" "helloWorldAgainNow" "helloWorld" "" ];
  };

  "trim and trimWith" = {
    expr = lib: [
      (lib.trim " \t\na b\r\n ")
      (lib.trim "   ")
      (lib.trimWith { start = true; } " a ")
      (lib.trimWith { end = true; } " a ")
      (lib.trimWith { } " a ")
    ];
    expected = [ "a b" "" "a " " a" " a " ];
  };

  "escape and escapeShellArg" = {
    expr = lib: [
      (lib.escape [ "(" ")" ] "(a)")
      (lib.escapeShellArg "a b'c")
      (lib.escapeShellArg "a-b_c/d.e:f")
      (lib.escapeShellArg "")
      (lib.escapeShellArgs [ "a" "b c" 1 ])
    ];
    expected = [ "\\(a\\)" "'a b'\\''c'" "a-b_c/d.e:f" "''" "a 'b c' 1" ];
  };

  "escapeRegex, escapeNixString and escapeNixIdentifier" = {
    expr = lib: [
      (lib.escapeRegex "[a](b).*")
      (lib.strings.escapeNixString "a\"\${b}\n")
      (map lib.strings.escapeNixIdentifier [ "a" "a-b" "a'" "1a" "if" "or" "a.b" "" ])
    ];
    expected = [
      "\\[a]\\(b\\)\\.\\*"
      "\"a\\\"\\\${b}\\n\""
      [ "a" "a-b" "a'" "\"1a\"" "\"if\"" "\"or\"" "\"a.b\"" "\"\"" ]
    ];
  };

  "escapeURL and escapeXML" = {
    expr = lib: [ (lib.escapeURL "a b/ü?&=~") (lib.escapeXML "\"a\" & 'b' <c>") ];
    expected = [ "a%20b%2Fü%3F%26%3D~" "&quot;a&quot; &amp; &apos;b&apos; &lt;c&gt;" ];
  };

  "escapeC" = {
    expr = lib: lib.strings.escapeC [ " " "\n" ] "a b\n";
    expected = "a\\x20b\\x0a";
  };

  "toShellVar and toShellVars" = {
    expr = lib: [
      (lib.toShellVar "a" "b c")
      (lib.toShellVar "a" [ "b" "c d" ])
      (lib.toShellVar "a" { b = "c"; })
      (lib.toShellVars { a = 1; b = "x y"; })
    ];
    expected = [ "a='b c'" "declare -a a=(b 'c d')" "declare -A a=([b]=c)" "a=1\nb='x y'" ];
  };

  "toInt takes spaces and refuses leading zeros" = {
    expr = lib: map lib.toInt [ "1" " 24 " "-3" "0" ];
    expected = [ 1 24 (-3) 0 ];
  };

  "toIntBase10 takes leading zeros" = {
    expr = lib: map lib.toIntBase10 [ "1" "0024" " -3 " "000" ];
    expected = [ 1 24 (-3) 0 ];
  };

  "fixedWidthString and fixedWidthNumber fill from the left" = {
    expr = lib: [
      (lib.fixedWidthString 5 "0" "12")
      (lib.fixedWidthNumber 4 15)
      (lib.fixedWidthString 2 "0" "12")
    ];
    expected = [ "00012" "0015" "12" ];
  };

  "versionOlder and versionAtLeast" = {
    expr = lib: [
      (lib.versionOlder "1.1" "1.2")
      (lib.versionOlder "1.2" "1.2")
      (lib.versionAtLeast "1.2" "1.2")
      (lib.versionAtLeast "1.10" "1.9")
      (lib.versionOlder "1.0pre" "1.0")
    ];
    expected = [ true false true true true ];
  };

  "getName and getVersion" = {
    expr = lib: [
      (lib.getName "tool-1.2.3")
      (lib.getVersion "tool-1.2.3")
      (lib.getName { pname = "p"; name = "x-1"; })
      (lib.getName { name = "x-1"; })
      (lib.getVersion { name = "x-1"; })
    ];
    expected = [ "tool" "1.2.3" "p" "x" "1" ];
  };

  "nameFromURL" = {
    expr = lib: lib.nameFromURL "https://example.org/releases/tool-1.2.tar.gz" "-";
    expected = "tool";
  };

  "makeBinPath and makeSearchPath" = {
    expr = lib: [
      (lib.makeBinPath [ "/usr" null "/usr/local" ])
      (lib.makeSearchPath "lib/x" [ "/a" "/b" ])
    ];
    expected = [ "/usr/bin:/usr/local/bin" "/a/lib/x:/b/lib/x" ];
  };

  "normalizePath joins slashes" = {
    expr = lib: lib.strings.normalizePath "/a//b///c/";
    expected = "/a/b/c/";
  };

  "commonPrefixLength, levenshtein and levenshteinAtMost" = {
    expr = lib: [
      (lib.strings.commonPrefixLength "hello" "help")
      (lib.strings.commonSuffixLength "house" "mouse")
      (lib.strings.levenshtein "kitten" "sitting")
      (lib.strings.levenshtein "" "abc")
      (map (limit: lib.strings.levenshteinAtMost limit "abcdef" "abxdyf") [ 0 1 2 3 ])
    ];
    expected = [ 3 4 3 3 [ false false true true ] ];
  };

  "isStringLike and isConvertibleWithToString" = {
    expr = lib: [
      (map lib.isStringLike [ "a" ./. 1 { outPath = "x"; } { } [ ] ])
      (map lib.strings.isConvertibleWithToString [ "a" 1 null true [ 1 "a" ] [ { } ] { } (x: x) ])
    ];
    expected = [
      [ true true false true false false ]
      [ true true true true true false false false ]
    ];
  };

  "sanitizeDerivationName" = {
    expr = lib: map lib.strings.sanitizeDerivationName [ "..foo bar" "" "ok-1.2" "a/b:c" ];
    expected = [ "foo-bar" "unknown" "ok-1.2" "a-b-c" ];
  };

  "charToInt knows ASCII" = {
    expr = lib: map lib.strings.charToInt [ "A" "~" " " "\n" ];
    expected = [ 65 126 32 10 ];
  };

  "fileContents removes one line break at the end" = {
    expr = lib: lib.fileContents ./fixtures/two-lines.txt;
    expected = "one\ntwo";
  };

  "isValidPosixName" = {
    expr = lib: map lib.isValidPosixName [ "a_1" "1a" "a-b" "" ];
    expected = [ true false false false ];
  };

  "flags of build systems" = {
    expr = lib: [
      (lib.enableFeature true "x")
      (lib.enableFeatureAs false "x" "y")
      (lib.withFeatureAs true "x" "y")
      (lib.withFeature false "x")
      (lib.cmakeBool "x" true)
      (lib.cmakeFeature "a" "b")
      (lib.mesonEnable "x" false)
      (lib.mesonBool "x" true)
      (lib.mesonOption "a" "b")
    ];
    expected = [
      "--enable-x"
      "--disable-x"
      "--with-x=y"
      "--without-x"
      "-Dx:BOOL=TRUE"
      "-Da:STRING=b"
      "-Dx=disabled"
      "-Dx=true"
      "-Da=b"
    ];
  };

  "match and split" = {
    expr = lib: [ (lib.match "a(.)" "ab") (lib.split "," "a,b") ];
    expected = [ [ "b" ] [ "a" [ ] "b" ] ];
  };

  "toInt says what it cannot read" = {
    expr = lib: lib.toInt "foo";
    errors = [
      "toInt: Could not convert \"foo\" to int."
    ];
  };

  "toInt refuses a float" = {
    expr = lib: lib.toInt "1.5";
    errors = [
      "toInt: Could not convert \"1.5\" to int."
    ];
  };

  "toInt says that zeros are ambiguous" = {
    expr = lib: lib.toInt "0123";
    errors = [
      "toInt: Ambiguity in interpretation of \"0123\" between octal and zero padded integer."
    ];
  };

  "toIntBase10 says what it cannot read" = {
    expr = lib: lib.toIntBase10 "0x1";
    errors = [
      "toIntBase10: Could not convert \"0x1\" to int."
    ];
  };

  "fixedWidthString refuses longer strings" = {
    expr = lib: lib.fixedWidthString 1 "0" "ab";
    errors = [
      "fixedWidthString: requested string length (1) must not be shorter than actual length (2)"
    ];
  };

  "toShellVar refuses names that shells refuse" = {
    expr = lib: lib.toShellVar "a-b" 1;
    errors = [
      "toShellVar: a-b is not a valid shell variable name"
    ];
  };

  "trimWith refuses an unknown argument" = {
    expr = lib: lib.trimWith { middle = true; } "a";
    errors = [
      "unexpected argument"
    ];
  };
}
