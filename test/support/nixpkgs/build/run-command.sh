for name in ${passAsFile-}; do printf -v "${name}Path" %s "$NIX_BUILD_TOP/.attr-$(printf %s "$name" | sha256sum | cut -c1-8)"; done
for input in ${nativeBuildInputs-}; do PATH=$input/bin:$PATH; done
eval "$command"
