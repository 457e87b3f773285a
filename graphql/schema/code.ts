import { isStaffOf } from '../../activities/acting/visibility.ts';
import { codeOfHash } from '../../activities/case-codes.ts';
import type { CaseCode } from '../../prisma/client/client.ts';
import type { Builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { processesOf } from './process.ts';

/** A secret code of a case: its holder reads it, and those who work on the case read whether it still holds. */
export const addCodes = (builder: Builder) =>
  builder.objectRef<CaseCode>('CaseCode').implement({
    description: 'A secret code of a case, such as the one by which goods are collected. 验证码',
    fields: (t) => ({
      purpose: t.exposeString('purpose', { description: 'What it is for; a case has one of each.' }),
      code: t.string({
        nullable: true,
        description: 'The code itself, for its holder alone, while it holds.',
        resolve: (row, _, { caller, services, now }) =>
          row.holder === caller.actor.id && holds(row, now)
            ? (codeOfHash(services.secrets, { ...row, tenant: row.tenant }, row.hash) ?? null)
            : null,
      }),
      until: t.expose('until', { type: 'DateTime', nullable: true, description: 'Before when it holds.' }),
      triesLeft: t.int({
        description: 'How often it may still be tried; with 0 a new one is needed.',
        resolve: ({ tries, tried }) => Math.max(0, tries - tried),
      }),
      used: t.boolean({ description: 'Whether it was used.', resolve: ({ usedAt }) => usedAt !== null }),
    }),
  });
export type CodeRef = ReturnType<typeof addCodes>;

const holds = ({ tries, tried, until, usedAt }: CaseCode, now: number): boolean =>
  usedAt === null && tried < tries && (until === null || until.getTime() > now);

/** Codes of a case that the caller may know of. */
export const shownCodes = async (
  context: Context,
  row: Parameters<typeof isStaffOf>[2] & { readonly id: string; readonly process: string },
): Promise<readonly CaseCode[]> => {
  const rules = processesOf(context).get(row.process);
  const all = await context.load.codes.load(row.id);
  return rules && isStaffOf(context.caller.actor, rules, row)
    ? all
    : all.filter(({ holder }) => holder === context.caller.actor.id);
};
