import { secretFileIn } from '../../../adapters/secret-file.ts';
import { bootServer } from '../../../adapters/serve/boot-server.ts';
import { fetchLine } from '../../../report/fetch-line.ts';
import { serveMachines } from '../../../workflows/machine/serve-machines.ts';
import { tellLines } from '../cluster/tell-lines.ts';
import type { RunCommand } from '../run-command.ts';
import { listenOption } from './listen-option.ts';
import { exactWords, machinePorts, machineRequest } from './machine-request.ts';

/** `kubernixos [HOSTGROUP] machine serve [--listen HOST:PORT] [--assets DIR]` */
export const runServe: RunCommand = async (request, color, environment) => {
  const { env, cwd, stdout, signal } = environment;
  const { options } = request;
  exactWords(request, []);
  const tell = tellLines(color, environment);
  const warn = (text: string) => {
    tell(`warning: ${text}`);
  };
  await serveMachines(
    machineRequest(request, environment),
    { address: listenOption(options.text('listen')), bearerSecret: options.text('bearer-secret') },
    {
      ...machinePorts(environment, tell),
      read: secretFileIn(cwd, env, warn, signal),
      server: bootServer(env, cwd, options.text('assets')),
      ready: (url, machines) => {
        stdout.write(`${url}: ${machines.map(({ name }) => name).join(', ')}\n`);
      },
      fetched: (record) => {
        tell(fetchLine(record));
      },
    },
    signal,
  );
  return 'done';
};
