# Printing: what is printed stands before the error that ends each case.
let
  ended = value: builtins.seq value (throw "the end");
  nested = { a.b.c = 1; l = [ [ 1 ] ]; };
in
{
  "traceVal prints its value" = {
    expr = lib: ended (lib.debug.traceVal "seen");
    errors = [ "trace: seen" "the end" ];
  };

  "traceIf prints where its condition holds" = {
    expr = lib: ended (lib.traceIf true "seen" 1);
    errors = [ "trace: seen" "the end" ];
  };

  "traceIf prints nothing elsewhere" = {
    expr = lib: lib.traceIf false (throw "printed") 1;
    expected = 1;
  };

  "traceValFn prints what a function makes of the value" = {
    expr = lib: ended (lib.traceValFn (value: "seen ${toString value}") 2);
    errors = [ "trace: seen 2" "the end" ];
  };

  "traceSeq evaluates the whole message before it prints it" = {
    expr = lib: lib.traceSeq { a.b = throw "inside"; } 1;
    errors = [ "inside" ];
  };

  "traceValSeq evaluates the whole value before it prints it" = {
    expr = lib: lib.traceValSeq { a.b = throw "inside"; };
    errors = [ "inside" ];
  };

  "traceValSeqFn prints what a function makes of the whole value" = {
    expr = lib: ended (lib.traceValSeqFn (value: "seen ${toString value.a}") { a = 3; });
    errors = [ "trace: seen 3" "the end" ];
  };

  "traceSeqN prints as many levels as it is told to" = {
    expr = lib: ended (lib.traceSeqN 2 nested 1);
    errors = [ "a = {" "b = {…};" "l = [" "[…]" "the end" ];
  };

  "traceValSeqN prints as many levels of its value" = {
    expr = lib: ended (lib.traceValSeqN 1 nested);
    errors = [ "a = {…};" "l = […];" "the end" ];
  };

  "traceValSeqNFn prints as many levels of what a function makes" = {
    expr = lib: ended (lib.traceValSeqNFn (value: { inherit value; }) 1 nested);
    errors = [ "value = {…};" "the end" ];
  };

  "traceFnSeqN prints name, argument and result of a function" = {
    expr = lib: ended (lib.traceFnSeqN 1 "double" (n: 2 * n) 21);
    errors = [ ''fn = "double";'' "from = 21;" "to = 42;" "the end" ];
  };

  "the functions that print give their last argument" = {
    expr = lib: [
      (lib.traceVal 1)
      (lib.traceValFn toString 2)
      (lib.traceValSeq 3)
      (lib.traceValSeqFn toString 4)
      (lib.traceValSeqN 1 5)
      (lib.traceValSeqNFn toString 1 6)
      (lib.traceSeq "a" 7)
      (lib.traceSeqN 1 "a" 8)
      (lib.traceFnSeqN 1 "f" (n: n + 1) 8)
    ];
    expected = [ 1 2 3 4 5 6 7 8 9 ];
  };

  "testAllTrue makes a test of a list" = {
    expr = lib: lib.testAllTrue [ true false ];
    expected = { expr = [ true false ]; expected = [ true true ]; };
  };

  "throwTestFailures throws the names of the tests that failed" = {
    expr =
      lib:
      lib.debug.throwTestFailures {
        failures = lib.runTests {
          testSum = { expr = 1 + 1; expected = 3; };
          testTrue = { expr = true; expected = true; };
        };
      };
    errors = [ "1 tests failed" "testSum" ];
  };

  "throwTestFailures is silent where none failed" = {
    expr = lib: lib.debug.throwTestFailures { failures = [ ]; };
    expected = null;
  };

  "info prints its message and gives the value" = {
    expr = lib: ended (lib.info "note this" 1);
    errors = [ "trace: INFO: note this" "the end" ];
  };
}
