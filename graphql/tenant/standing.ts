/** What a change builds on: it has to stand. */
import type { Prisma, Unit } from '../../prisma/client/client.ts';
import type { Context } from '../context.ts';
import { issue } from './change.ts';
import { today } from './days.ts';

/** Of rows that end on a day, those that still stand. */
export const standingOn = (day: Date) => ({ OR: [{ endedOn: null }, { endedOn: { gt: day } }] });

/** A unit that stands. */
export const standingUnit = async (
  tx: Prisma.TransactionClient,
  context: Context,
  path: readonly string[],
  id: string,
): Promise<Unit> => {
  const unit = await tx.unit.findFirst({ where: { id } });
  if (!unit) throw issue(path, `There is no unit “${id}”; choose one from \`units\`.`, `没有单位“${id}”，请从units中选择。`);
  if (unit.endedOn === null || unit.endedOn > (await today(context))) return unit;
  throw issue(
    path,
    `${unit.en} was dissolved; choose the unit that has taken over its work.`,
    `${unit.zh}已撤销，请选择承接其职责的单位。`,
  );
};

/** Whether anybody but this person, and by another role than this one, is an administrator of the whole tenant today. */
export const hasOtherAdministrator = async (
  tx: Prisma.TransactionClient,
  context: Context,
  { person, role }: { readonly person?: string; readonly role?: string },
): Promise<boolean> => {
  const day = await today(context);
  const left = await tx.personRole.count({
    where: {
      role: 'admin',
      unit: null,
      area: null,
      validFrom: { lte: day },
      ...standingOn(day),
      ...(role === undefined ? {} : { id: { not: role } }),
      person: { ...standingOn(day), ...(person === undefined ? {} : { id: { not: person } }) },
    },
  });
  return left > 0;
};
