/** Why somebody may not do something, where several rules of the application ask the same. */
import { type Refusal, refuse, roleOn } from '../kernel/process.ts';
import type { Judgement } from './facts.ts';
import type { GuardContext } from './vocabulary.ts';

/** Who applied at the window has no account, and comes back with a secret code. */
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
/** Who speaks with the customer. */
export const frontRoles = ['windowClerk', 'accountManager'] as const;

/** A customer acts for themself; nobody signs, designs or withdraws for them. */
export const onlyCustomer = ({ current, actor }: GuardContext): Refusal | undefined =>
  actor.id === current.facts.customer
    ? undefined
    : refuse(
        'notTheCustomer',
        'Only the customer who applied can do this, by themself. Ask them to sign in, or to use the code they were given at the window.',
        '此项仅限申请客户本人办理，请客户本人登录或使用营业厅提供的查询码。',
      );

/** On the green channel the customer deals with one account manager by name. */
export const onlyContact = ({ current, actor }: GuardContext): Refusal | undefined => {
  const { manager, track } = current.facts;
  const role = roleOn(actor, [...frontRoles, 'leader'], current);
  if (role === 'leader') return undefined;
  if (manager) {
    return manager.id === actor.id
      ? undefined
      : refuse(
          'notTheContact',
          `${manager.name} is the customer’s single contact. Leave it to them, or have the application transferred to you first.`,
          `本件由客户经理${manager.name}专人负责，请由其办理，或先办理客户经理变更。`,
        );
  }
  return role === track.acceptedBy
    ? undefined
    : refuse(
        'acceptedByOthers',
        `Applications on this track are accepted by the role ${track.acceptedBy}; leave it to one of them.`,
        `此类申请由${track.acceptedBy === 'windowClerk' ? '营业厅窗口人员' : '客户经理'}受理，请由其办理。`,
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
