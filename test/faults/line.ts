import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A connection under an address that stays: the server behind it may go and come back elsewhere, and the connection may go dead. */
export type Line = {
  address: string;
  /** From now on calls go there; those under way are cut. */
  connect: (address: string) => void;
  /** Calls are taken and never answered. */
  goDead: () => void;
  close: () => void;
};

export const openLine = async (): Promise<Line> => {
  let server: { host: string; port: number } | undefined;
  const calls = new Set<Socket>();
  const cut = () => {
    for (const call of calls) call.destroy();
  };
  const desk = createServer((call) => {
    calls.add(call);
    call.on('error', () => undefined).once('close', () => calls.delete(call));
    if (!server) return;
    const onward = connect(server.port, server.host, () => call.pipe(onward).pipe(call));
    onward.on('error', () => undefined).once('close', () => call.destroy());
    call.once('close', () => onward.destroy());
  });
  await new Promise<void>((listening) => desk.listen(0, '127.0.0.1', listening));
  return {
    address: `127.0.0.1:${(desk.address() as AddressInfo).port}`,
    connect: (address) => {
      const [host = '', port] = address.split(':');
      server = { host, port: Number(port) };
      cut();
    },
    goDead: () => {
      server = undefined;
      cut();
    },
    close: () => {
      desk.close();
      cut();
    },
  };
};
