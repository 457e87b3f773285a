import { createHash } from 'node:crypto';
import type { Machine, MachineActivities } from '../../workflows/machines/contract.ts';
import type { ActServices } from '../acting/services.ts';
import { actAs, endAs, openAs } from './client.ts';
import { doneOr, failure, orFailure } from './failures.ts';

/** What workflows of other teams on this worker may do, as these machines and nobody else. */
export const machineActivities = (services: ActServices, machines: readonly Machine[]): MachineActivities => {
  const check = ({ tenant, person }: Machine): void => {
    if (machines.some((machine) => machine.tenant === tenant && machine.person === person)) return;
    throw failure({
      kind: 'refused',
      code: 'FORBIDDEN',
      en: `This worker doesn’t act as “${person}” of “${tenant}”: name them in the plugin’s \`machines\`.`,
      zh: `本worker不得以“${tenant}”的“${person}”身份办理：请在插件的machines中列出。`,
    });
  };
  return {
    banjieOpenCase: async ({ as, ...ask }) => {
      check(as);
      return doneOr(openAs(services, as, { ...ask, requestId: requestIdOf(as, ask.requestId) }));
    },
    banjieActOnCase: async ({ as, ...ask }) => {
      check(as);
      return doneOr(actAs(services, as, { ...ask, requestId: requestIdOf(as, ask.requestId) }));
    },
    banjieCaseEnd: async ({ as, ...ask }) => {
      check(as);
      return (await orFailure(endAs(services, as, ask))) ?? null;
    },
  };
};

/** A requestId of Banjie's for any name that a machine gives its act: of its own, so that it meets nobody else's. */
export const requestIdOf = ({ person }: Machine, given: string): string =>
  `machine.${createHash('sha256')
    .update(JSON.stringify([person, given]))
    .digest('base64url')}`;
