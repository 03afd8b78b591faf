# The node has its name before anything starts, so that it joins no cluster as `localhost`.
{ textFile, ... }:
{ hostname, ... }:
{
  files = [ (textFile "/etc/hostname" "0644" "${hostname}\n") ];
}
