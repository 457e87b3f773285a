/** Why somebody may not do something, where several rules of the application ask the same. */
import { reservedTo } from '../kernel/parts.ts';
import { holdsRole, type Refusal, refuse } from '../kernel/process.ts';
import { roles } from '../roles.ts';
import type { Contact, Judgement } from './facts.ts';
import { contactRole } from './moving.ts';
import type { GuardContext } from './vocabulary.ts';

/** A customer who applied at the window has no account, and comes back with a secret code. */
export const customerRoles = ['customer', 'follower'] as const;
export const staffRoles = [
  'windowClerk',
  'accountManager',
  'surveyor',
  'schemeDesigner',
  'schemeReviewer',
  'inspector',
  'installer',
  'leader',
  'auditor',
  'admin',
] as const;
/** The roles that speak with the customer. */
export const frontRoles = ['windowClerk', 'accountManager'] as const;

/** Customers act for themselves: nobody signs, designs or withdraws for them, also after they have gone. */
export const onlyCustomer = ({ current, actor }: GuardContext): Refusal | undefined =>
  actor.id === current.facts.customer
    ? undefined
    : refuse(
        'notTheCustomer',
        'Only the customer who applied can do this, by themself. Ask them to sign in, or to use the code they were given at the window; where it is lost, the window gives a new one.',
        '此项仅限申请客户本人办理，请客户本人登录或使用营业厅提供的查询码；查询码遗失的，可由窗口补发。',
      );

/**
 * On the green channel the customer deals with one account manager by name; other applications are for the role that accepts. The leader
 * may always, and so may a role to which the work fell because nobody else is there.
 */
export const onlyContact = (context: GuardContext): Refusal | undefined => {
  const { current, actor } = context;
  if (holdsRole(actor, ['leader'], current) || !holdsRole(actor, frontRoles, current)) return undefined;
  const { manager } = current.facts;
  const role = contactRole(current.facts);
  const reserved = manager ? reservedTo(context, [manager.id], () => notTheContact(manager)) : undefined;
  if (reserved || holdsRole(actor, [role], current)) return reserved;
  return refuse(
    'acceptedByOthers',
    `This application is for the role “${roles[role].en}”; leave it to one of them.`,
    `本件由${roles[role].zh}办理，请由其办理。`,
  );
};

const notTheContact = ({ name }: Contact): Refusal =>
  refuse(
    'notTheContact',
    `${name} is the customer’s single contact. Leave it to them, or have the application transferred to you first.`,
    `本件由客户经理${name}专人负责，请由其办理，或先办理客户经理变更。`,
  );

/** A scheme isn't put before a customer whose papers are not all there, also where that was found late. */
export const materialHere = ({ current: { facts } }: GuardContext): Refusal | undefined => {
  const titles = facts.checklist.filter(({ code }) => facts.missing.includes(code)).map(({ title }) => title);
  return titles.length === 0
    ? undefined
    : refuse(
        'materialMissing',
        `Still missing: ${titles.map(({ en }) => en).join(', ')}. The customer was asked for it; go on when it is here.`,
        `尚缺材料：${titles.map(({ zh }) => zh).join('、')}。已告知客户补交，补齐后继续办理。`,
      );
};

/** What doesn't pass has to be said in full, so that the customer puts it right in one go. */
export const undefended = ({ passed, defects }: { passed: boolean; defects?: string | undefined }): Refusal | undefined =>
  passed || defects !== undefined
    ? undefined
    : refuse(
        'defectsNeeded',
        'Say everything that isn’t in order, so that the customer can put it right in one go.',
        '未通过须一次性说明全部问题，便于客户整改。',
      );

export const judgement = (input: { passed: boolean; defects?: string | undefined }, by: string, at: number): Judgement => ({
  passed: input.passed,
  defects: input.defects ?? null,
  by,
  at,
});
