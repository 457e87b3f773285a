/** The ways in which one and the same case is played, from the least that Temporal can do to all that Banjie does. */
import { randomUUID } from 'node:crypto';
import type { Client } from '@temporalio/client';
import { sendAct, sendOpening } from '../activities/acting/send.ts';
import type { ActServices } from '../activities/acting/services.ts';
import { commandSeals, type Seals } from '../activities/seals.ts';
import type { Caller } from './graphql-caller.ts';
import { type Letter, playOverGraphql, TENANT } from './letters.ts';
import { SECRET } from './secret.ts';

/** Called after each act with the milliseconds it took. */
export type Took = (action: string, milliseconds: number) => void;

export type Way = {
  readonly name: string;
  /** Plays a case, or only its start, and gives its number. */
  play(took: Took, acts?: number): Promise<string>;
};

/** The queue of the worker that is as the SDK makes it. */
export const stockQueue = (taskQueue: string): string => `${taskQueue}-stock`;

/** The queue of the worker that looks at no seal, encrypts nothing and signs nothing. */
export const trustingQueue = (taskQueue: string): string => `${taskQueue}-trusting`;

/** Seals that cost nothing and hold nothing. */
export const noSeals: Seals = { ofCommand: () => '', ofStep: () => '', isOfCommand: () => true, isOfStep: () => true };

/** All but `api` are sent the same Updates by the same client; `api` is the whole of Banjie, over HTTP. */
export const waysOf = (of: {
  /** With Banjie's codec, as its worker has it, and without. */
  temporal: Client;
  plain: Client;
  taskQueue: string;
  letters: readonly Letter[];
  caller: Caller;
}): Record<'stock' | 'bare' | 'ordinary' | 'trusting' | 'kernel' | 'api', Way> => ({
  stock: {
    name: 'bare, stock worker',
    play: updates({ ...of, temporal: of.plain, taskQueue: stockQueue(of.taskQueue) }, 'bareReport'),
  },
  bare: { name: 'bare workflow', play: updates(of, 'bareReport') },
  ordinary: { name: 'ordinary activities', play: updates(of, 'ordinaryReport') },
  trusting: {
    name: 'kernel, trusting',
    play: updates({ ...of, temporal: of.plain, taskQueue: trustingQueue(of.taskQueue), seals: noSeals }, 'issueReport'),
  },
  kernel: { name: 'Banjie, kernel', play: updates(of, 'issueReport') },
  api: { name: 'Banjie, GraphQL', play: (took) => playOverGraphql(of.caller, took) },
});

const updates =
  (
    {
      temporal,
      taskQueue,
      letters,
      seals = commandSeals([SECRET]),
    }: { temporal: Client; taskQueue: string; letters: readonly Letter[]; seals?: Seals },
    process: string,
  ): Way['play'] =>
  async (took, acts = letters.length) => {
    // Sending takes the Temporal client and the key of seals alone; nobody watches the workers here.
    const world = { temporal, taskQueue, seals, packages: new Map() } as unknown as ActServices;
    const caseId = `bench-${randomUUID()}`;
    for (const [revision, { action, actor, input, reference }] of letters.slice(0, acts).entries()) {
      const requestId = randomUUID();
      const letter = { actor, input, reference, requestId, requestHash: requestId };
      const since = performance.now();
      const { kind } =
        action === 'start'
          ? await sendOpening(world, process, { kind: 'new', tenant: TENANT, caseId, rulesVersion: 1, ...letter })
          : await sendAct(world, { process, tenant: TENANT, caseId, live: true }, { action, seen: revision - 1, ...letter });
      took(action, performance.now() - since);
      if (kind !== 'done') throw new Error(`${process}: ${action} was answered with “${kind}”.`);
    }
    return caseId;
  };
