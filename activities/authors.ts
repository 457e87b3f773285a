/** Whether an act is of whom it says it is: sealed by this house, and by somebody who holds the role on that day. */
import type { Transition } from '../workflows/kernel/contract.ts';
import type { AnyProcess, Refusal, Title } from '../workflows/kernel/process.ts';
import { refuseByKernel } from '../workflows/kernel/refusals.ts';
import { KERNEL_ROLES } from '../workflows/kernel/roles.ts';
import type { Seals } from './seals.ts';

/** Why an act isn't taken for one of this house; nothing where it is. Clocks act by steps that this house found due. */
export const unsealed = (seals: Seals, { process, next, event, fired }: Transition): Refusal | undefined => {
  const of = { tenant: next.tenant, caseId: next.id, process };
  const [step] = fired ?? [];
  const fits = step
    ? event.actor.id === `clock:${step.name}` && seals.isOfStep(event.seal, { ...of, ...step, reference: event.reference })
    : seals.isOfCommand(event.seal, { ...of, ...event });
  if (fits) return undefined;
  return refuseByKernel(
    'kernel.unsealed',
    'This act doesn’t carry Banjie’s seal, so it isn’t taken for anybody’s. Nothing was recorded; send it through the API.',
    '本次操作没有系统的签章，不能认定为任何人所为，未作记录。请通过接口提交。',
  );
};

/** Somebody whose role ended between their sending an act and its record. */
export const roleEnded = ({ roles }: AnyProcess, role: string): Refusal => {
  const { en, zh } = (roles as Readonly<Record<string, Title>> | undefined)?.[role] ??
    KERNEL_ROLES[role] ?? { en: role, zh: role };
  return refuseByKernel(
    'kernel.wrongRole',
    `You don’t hold the role ${en} any more, so nothing was recorded. Ask somebody who holds it, or have it entered again.`,
    `您已不再担任${zh}，本次操作未作记录。请联系担任该角色的同事，或申请重新登记。`,
  );
};
