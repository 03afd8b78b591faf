import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { once } from 'node:events';

/** Stands before a server, and is as far from it as one on another continent. */
export interface SlowRelay extends AsyncDisposable {
  readonly port: number;
}

/** Passes bytes on to a port of 127.0.0.1, each so many milliseconds late, in both directions. */
export async function startSlowRelay(target: number, milliseconds: number): Promise<SlowRelay> {
  const sockets = new Set<Socket>();
  const pass = (from: Socket, to: Socket) => {
    sockets.add(from);
    from.setNoDelay(true);
    const later = (action: () => void) => {
      setTimeout(action, milliseconds);
    };
    from.on('data', (chunk) => {
      later(() => void to.write(chunk));
    });
    from.on('end', () => {
      later(() => to.end());
    });
    from.on('error', () => to.destroy());
    from.once('close', () => sockets.delete(from));
  };
  const server = createServer((client) => {
    const upstream = connect(target, '127.0.0.1');
    pass(client, upstream);
    pass(upstream, client);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
