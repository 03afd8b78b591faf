for input in ${nativeBuildInputs-}; do PATH=$input/bin:$PATH; done
eval "$command"
