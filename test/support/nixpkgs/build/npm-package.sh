# The order of nixpkgs' own hooks: configure, build, install what npm would pack, wrap, postInstall.
for input in $nativeBuildInputs; do . "$input/setup"; done
runHook() { :; }

export HOME=$NIX_BUILD_TOP npm_config_offline=true npm_config_update_notifier=false
cp -r "$src" source
chmod -R u+w source
cd source

configureNpm
npm run ${npmBuildScript-build} $npmFlags

packageOut=$out/lib/node_modules/$(node -p 'require("./package.json").name')
npm pack --json --dry-run $npmFlags > packed.json
node -p 'JSON.parse(require("fs").readFileSync("packed.json"))[0].files.map(({ path }) => path).join("\n")' |
  while read -r file; do
    mkdir -p "$packageOut/$(dirname "$file")"
    cp "$file" "$packageOut/$file"
  done
mkdir "$packageOut/node_modules"
for name in $(node -p 'Object.keys(require("./package.json").dependencies).join(" ")'); do
  cp -r "$nodeModules/$name" "$packageOut/node_modules/$name"
done
makeWrapper "$nodejs/bin/node" "$out/bin/kubernixos" --add-flags "$packageOut/dist/cli.js"
# One text: nixpkgs' hook takes a list of pages for a mistake.
man=$(node -p 'require("./package.json").man ?? ""')
[ -z "$man" ] || installManPage "$packageOut/$man"

eval "$postInstall"
[ -z "${doInstallCheck-}" ] || eval "$installCheckPhase"
