/** What is done for cases beside the API: activities, the outbox, and what each new day brings. */
import { actOnCase, startCase } from '../activities/acting/act.ts';
import type { ActAnswer, Acting } from '../activities/acting/services.ts';
import type { DeliveryServices } from '../activities/delivery/services.ts';
import { signEvent } from '../activities/evidence/keys.ts';
import { kernelActivities } from '../activities/kernel-activities.ts';
import { tellOfEnd } from '../activities/machines/tell.ts';
import { announcer } from '../graphql/live-events.ts';
import type { KernelActivities } from '../workflows/kernel/contract.ts';
import { watchErasures } from './erasure-watch.ts';
import { watchLogs } from './log-watch.ts';
import type { OutboxFigures } from './metrics.ts';
import type { ServiceOptions, WorkOptions } from './mount-options.ts';
import { watchRecovery } from './recovery/watch.ts';
import { startRelay } from './relay.ts';
import type { OpenServices } from './services.ts';
import { watchStaff } from './staff-watch.ts';

export type CaseWork = {
  /** What the worker does for cases. */
  readonly activities: KernelActivities;
  /** What waits to leave, by channel, for all tenants together. */
  outboxFigures(): Promise<readonly OutboxFigures[]>;
  /** Starts the relay and the watches, until the function it gives is called. */
  startRelay(): () => Promise<void>;
};

export const caseWork = (
  { services, seals, record }: OpenServices,
  options: Pick<ServiceOptions, 'packages' | 'taskQueue' | 'log'> & WorkOptions,
): CaseWork => {
  const { taskQueue, packages, log } = options;
  const { keys, temporal, erasing, logs, receivers } = services;
  const announce = announcer(record);
  const delivery: DeliveryServices = {
    pool: record,
    packages: services.packages,
    secret: services.secret,
    secrets: services.secrets,
    receivers,
    ...(options.send ? { send: options.send } : {}),
    ...(options.sendPayment ? { sendPayment: options.sendPayment } : {}),
    act: async ({ tenant, from, ...act }) => whyNotDone(await actOnCase(services, asCase(tenant, from), act)),
    tellOfEnd: (of) => tellOfEnd(temporal, of),
    open: async ({ tenant, from, ...start }) => whyNotDone(await startCase(services, asCase(tenant, from), start)),
  };
  return {
    activities: kernelActivities(record, packages, {
      seals,
      secrets: services.secrets,
      onRecorded: () => {
        options.onRecorded?.();
        announce();
      },
      sign: (eventHash) => signEvent(keys, eventHash),
    }),
    outboxFigures: async () => (await record.query<OutboxFigures>('SELECT * FROM outbox_figures()')).rows,
    startRelay: () => {
      const stops = [
        startRelay({ services: delivery, log, onTried: options.onTried }),
        watchStaff(services),
        watchErasures({ ...erasing, log }),
        watchLogs({ pool: record, logs, log }),
        watchRecovery({
          pool: record,
          temporal,
          taskQueue,
          processes: [...services.packages.keys()],
          log,
          onRecovered: options.onRecovered,
        }),
      ];
      return async () => {
        await Promise.all(stops.map((stop) => stop()));
      };
    },
  };
};

/** A case that does something to another one, or opens it. */
export const asCase = (tenant: string, from: string): Acting => ({
  tenant,
  actor: { id: `case:${from}`, name: from, grants: [{ role: 'case' }] },
});

/** Why something that a case asked for was not done. What may be done a moment later is thrown, and tried again. */
export const whyNotDone = (answer: ActAnswer): string | undefined => {
  switch (answer.kind) {
    case 'done':
      return undefined;
    case 'conflict':
      throw new Error(`${answer.by} was first; it is tried again.`);
    case 'refused':
      return answer.refusal.en;
    case 'invalid':
      return answer.issues.map(({ path, message }) => `${path.join('.')}: ${message.en}`).join(' ');
  }
};
