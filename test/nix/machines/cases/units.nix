# Units of one's own, and additions to others.
{ k3s, unitOf, ... }:
let
  at = "kubernixos.machines.a";
in
{
  "a unit is as written" = {
    machine.units."tool.service" = { enable = true; text = "[Service]\nExecStart=/bin/true\n"; };
    result = unitOf "tool.service";
    expected = { contents = "[Service]\nExecStart=/bin/true\n"; enabled = true; name = "tool.service"; };
  };
  "a unit of the system is masked" = {
    machine.units."update-engine.service".mask = true;
    result = unitOf "update-engine.service";
    expected = { mask = true; name = "update-engine.service"; };
  };
  "a unit of a service gets additions" = {
    machine = k3s { } // { units."k3s.service".dropins."10-memory.conf" = "[Service]\nMemoryMax=2G\n"; };
    result = machine: { inherit (unitOf "k3s.service" machine) dropins enabled; };
    expected = {
      dropins = [ { contents = "[Service]\nMemoryMax=2G\n"; name = "10-memory.conf"; } ];
      enabled = true;
    };
  };
  "a unit of a service is not replaced" = {
    machine = k3s { } // { units."k3s.service".text = "[Service]\n"; };
    problems = [ "${at}.units.\"k3s.service\".text replaces a unit that another option makes" ];
  };
  "a unit has its kind in its name, and its additions end in .conf" = {
    machine.units = { tool.text = "x"; "b.service".dropins = { x = "y"; ".x.conf" = "y"; }; "c.service" = { }; };
    problems = [
      "${at}.units.\"b.service\".dropins has \".x.conf\", which systemd would not read"
      "${at}.units.\"b.service\".dropins has \"x\", which systemd would not read"
      "${at}.units.\"c.service\" says nothing"
      "${at}.units.tool is no name of a unit"
    ];
  };
}
