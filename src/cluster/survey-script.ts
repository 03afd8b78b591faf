import type { ClusterHost } from '../model/cluster-host.ts';
import { shellQuote } from '../model/shell-quote.ts';

/**
 * A script that tells what k0s has left and does on a host, and changes nothing. Every answer is a line
 * with a key and an exit code, and then what was said, each line of it after a space: so nothing that
 * a program says can pass for another answer. Programs get no input, since that is the script itself.
 */
export function surveyScript({ program, dataDir }: Pick<ClusterHost, 'program' | 'dataDir'>) {
  return `program=${shellQuote(program)} data=${shellQuote(dataDir)}\n${SCRIPT}`;
}

/** The columns of nodes: whole ones have megabytes. */
const NODES =
  '{range .items[*]}{.metadata.name}{"\\t"}{.status.conditions[?(@.type=="Ready")].status}{"\\t"}{.status.nodeInfo.kubeletVersion}{"\\n"}{end}';

const SCRIPT = `
survey() {
  installed=$program
  LC_ALL=C PATH=$PATH:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
  export LC_ALL PATH
  [ -x "$program" ] || program=$(command -v k0s) || program=
  say hostname "$(uname -n)"
  say processes "$(count_processes)"
  say children "$(count_children)"
  if has_data; then say data yes; fi
  if has_state; then say state yes; fi
  ask ca hash_ca
  ask left list_left
  if [ -f /etc/k0s/k0s.yaml ]; then ask config hash_config; fi
  for unit in k0scontroller k0sworker k0sserver; do look_at_unit; done
  if [ -n "$program" ]; then look_at_k0s; fi
  say end yes
}

say() { printf '\\n%s 0\\n %s\\n' "$1" "$2"; }

ask() {
  key=$1
  shift
  answer=$("$@" </dev/null 2>/dev/null)
  printf '\\n%s %s\\n' "$key" "$?"
  printf '%s\\n' "$answer" | head -c 1000000 | sed 's/^/ /'
}

limited() {
  if command -v timeout >/dev/null; then timeout -s KILL 20 "$@"; else "$@"; fi
}

count_processes() {
  processes=0
  # As the kernel has it: by its file, and cut.
  own_name=$(basename "$installed" | cut -c 1-15)
  for file in /proc/[0-9]*/comm; do
    name=
    { read -r name <"$file"; } 2>/dev/null
    case $name in k0s | "$own_name") processes=$((processes + 1)) ;; esac
  done
  echo "$processes"
}

# What k0s starts, which goes on without it: by the file, since others have a kubelet and a containerd too.
count_children() {
  children=0
  real=$(readlink -f "$data") || real=$data
  for file in /proc/[0-9]*/exe; do
    case $(readlink "$file" 2>/dev/null) in
    "$data"/bin/* | "$real"/bin/*) children=$((children + 1)) ;;
    esac
  done
  echo "$children"
}

give_up() {
  say broken "$1"
  exit 1
}

has_data() { [ -n "$(entries | head -n 1)" ]; }

# More than what can be put there again, and what k0sctl uploads before it starts anything.
has_state() { [ -n "$(entries | grep -vxE 'bin|images|manifests' | head -n 1)" ]; }

# A directory that is a file system of its own has one from the start.
entries() { ls -A "$data" 2>/dev/null | grep -vx 'lost+found'; }

# Of a worker, its kubelet's: an old file beside that is not read any more.
hash_ca() {
  if [ ! -e "$data/pki/ca.key" ] && grep -q certificate-authority-data: "$data/kubelet.conf"; then
    sed -n 's/.*certificate-authority-data: *//p' "$data/kubelet.conf" | head -n 1 | tr -d '"' | base64 -d
  else
    cat "$data/pki/ca.crt"
  fi | tr -d '[:space:]' | sha256sum
}

list_left() {
  ls -d /etc/k0s/k0stoken /etc/systemd/system/k0scontroller.service.d /etc/systemd/system/k0sworker.service.d
}

hash_config() { sed '/^[^#]/,$!d' /etc/k0s/k0s.yaml | sha256sum; }

look_at_unit() {
  if [ -d /run/systemd/system ]; then
    shown=$(limited systemctl show -p FragmentPath "$unit.service" </dev/null 2>/dev/null) || give_up systemctl
    case $shown in
    FragmentPath=?*)
      ask "unit-$unit" limited systemctl is-active "$unit.service"
      ask "directory-$unit" find_directory "\${shown#FragmentPath=}"
      ;;
    esac
  elif [ -e "/etc/init.d/$unit" ]; then
    ask "unit-$unit" limited rc-service "$unit" status
    ask "directory-$unit" find_directory "/etc/init.d/$unit"
  fi
}

find_directory() { sed -n "s/.*--data-dir[= ][\\"']*\\([^\\"' ]*\\).*/\\1/p" "$1" | head -n 1; }

look_at_k0s() {
  ask version limited "$program" version
  ask status limited "$program" status -o json
  case $(printf %s "$answer" | tr -d ' \\n') in
  *'"Role":"worker"'*) ;;
  *'"Role":'*) look_at_cluster ;;
  esac
}

look_at_cluster() {
  KUBECONFIG=$data/pki/admin.conf
  export KUBECONFIG
  ask uid limited "$program" kubectl get -n kube-system namespace kube-system -o 'template={{.metadata.uid}}'
  ask etcd limited "$program" etcd member-list --data-dir="$data"
  ask nodes limited "$program" kubectl get nodes -o ${shellQuote(`jsonpath=${NODES}`)}
}

survey
`;
