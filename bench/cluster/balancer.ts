/** What stands before servers of which each may go at any time: a connection is led to one that takes it. */
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export type Balancer = { readonly address: string; close(): void };

/** Leads each connection to the next of these ports on this machine that is listening. */
export const openBalancer = async (ports: readonly number[]): Promise<Balancer> => {
  const calls = new Set<Socket>();
  let next = 0;
  const lead = (call: Socket, left: number): void => {
    if (left === 0) return void call.destroy();
    const port = ports[next++ % ports.length] as number;
    const onward = connect(port, '127.0.0.1');
    const elsewhere = () => lead(call, left - 1);
    onward.once('error', elsewhere);
    onward.once('connect', () => {
      onward.off('error', elsewhere).on('error', () => undefined);
      onward.once('close', () => call.destroy());
      call.once('close', () => onward.destroy());
      call.pipe(onward).pipe(call);
    });
  };
  const desk = createServer((call) => {
    calls.add(call);
    call.on('error', () => undefined).once('close', () => calls.delete(call));
    lead(call, ports.length);
  });
  await new Promise<void>((listening) => desk.listen(0, '127.0.0.1', listening));
  return {
    address: `127.0.0.1:${(desk.address() as AddressInfo).port}`,
    close: () => {
      desk.close();
      for (const call of calls) call.destroy();
    },
  };
};
