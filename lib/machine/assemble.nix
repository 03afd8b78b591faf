# The parts of a machine as one configuration of Ignition 3.3.0.
# https://coreos.github.io/ignition/configuration-v3_3/
{ lib }:
let
  inherit (builtins)
    attrValues
    concatMap
    filter
    groupBy
    isAttrs
    isList
    isString
    ;
  inherit (lib)
    foldl'
    optionalAttrs
    sort
    unique
    zipAttrsWith
    ;
  inherit (import ./file.nix { inherit lib; }) trusting;

  byPath = sort (a: b: a.path < b.path);
  byName = sort (a: b: a.name < b.name);

  # What is said about a unit in several places is one unit.
  joinUnits = units: map joinUnit (attrValues (groupBy (unit: unit.name) units));
  joinUnit =
    units:
    let
      dropins = byName (concatMap (unit: unit.dropins or [ ]) units);
    in
    foldl' (all: unit: all // unit) { } units // optionalAttrs (dropins != [ ]) { inherit dropins; };

  # What is said about a user in several places is one user, too.
  joinUsers =
    users:
    let
      isNamed = user: isAttrs user && isString (user.name or null);
    in
    map join (attrValues (groupBy (user: builtins.unsafeDiscardStringContext user.name) (filter isNamed users)))
    ++ filter (user: !isNamed user) users;
  withUsers =
    ignition:
    if isList (ignition.passwd.users or null) then
      ignition // { passwd = ignition.passwd // { users = joinUsers ignition.passwd.users; }; }
    else
      ignition;

  # Sets are merged, lists are joined, and else the last one counts.
  join = zipAttrsWith (
    _: values:
    if builtins.all isList values then
      builtins.concatLists values
    else if builtins.all isAttrs values then
      join values
    else
      lib.last values
  );

  withoutEmpty = lib.filterAttrs (_: value: value != [ ] && value != { });
in
{
  # generate :: machine -> components -> what options say
  generate = machine: components: {
    ignition = { version = "3.3.0"; } // trusting machine.boot.certificateAuthorities;
    passwd.users = [
      {
        name = "core";
        sshAuthorizedKeys = unique machine.ssh.authorizedKeys;
      }
    ];
    storage = withoutEmpty {
      files = byPath (unique components.files);
      links = byPath (unique components.links);
    };
    systemd.units = joinUnits components.units;
  };

  # extend :: generated -> what one adds oneself -> both as one configuration
  extend =
    generated: extra:
    withUsers (join [
      generated
      extra
    ]);
}
