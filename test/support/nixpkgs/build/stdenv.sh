# What a nix-shell sources.
for input in $nativeBuildInputs; do PATH=$PATH:$input/bin; done
