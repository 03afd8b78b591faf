{ textFile, ... }:
{ selinux, ... }:
{
  files =
    if selinux == "system" then
      [ ]
    else
      [ (textFile "/etc/selinux/config" "0644" "SELINUX=${selinux}\nSELINUXTYPE=targeted\n") ];
}
