import { Failure } from '../model/failure.ts';

export function sshMissing(): Failure {
  return new Failure({
    code: 'ssh-missing',
    message: 'ssh is missing: there is no program of this name on PATH',
    hint: 'Install OpenSSH: `apt-get install openssh-client` on Debian and Ubuntu.',
  });
}
