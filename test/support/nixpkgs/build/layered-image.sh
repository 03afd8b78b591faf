# What a container of the image would see, as a directory of links, and its configuration beside it.
mkdir -p $out/root
for part in $contents; do
  (cd $part && find . -type d -exec mkdir -p $out/root/{} \;)
  (cd $part && find . ! -type d -exec ln -sf $part/{} $out/root/{} \;)
done
cd $out/root
eval "$extraCommands"
printf %s "$config" > $out/config.json
test -s $out/config.json
