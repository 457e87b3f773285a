/** The customer's own signature under a scheme and under every change of it, or why they don't give it. */
import { isFollower } from '../kernel/parts.ts';
import { isRefusal, type Refusal, refuse } from '../kernel/process.ts';
import { otherVersion } from '../kernel/signing.ts';
import type { Facts } from './facts.ts';
import { customerRoles, onlyCustomer } from './guards.ts';
import type { Limits } from './limits.ts';
import { afterSignature, CUSTOMER, contactOf, into, notify, schemeWords } from './moving.ts';
import { isBuiltAlike } from './scheme.ts';
import type { RulesOf } from './vocabulary.ts';

const MINUTE = 60_000;

export const signing: RulesOf<'sendCode' | 'sign' | 'declineScheme'> = {
  sendCode: {
    title: { en: 'Send a code to sign', zh: '发送签名验证码' },
    description: {
      en: 'For customers without an account: a code for one signature goes by SMS to the telephone of the applicant, and to nobody else.',
      zh: '适用于无账号客户：以短信向申请人手机发送一次性签名验证码，其他人员均不可见。',
    },
    event: 'SigningCodeSent',
    by: ['follower', 'windowClerk'],
    from: ['awaitingSignature'],
    guard: ({ current, actor, now }) => {
      const { customer, signingCode } = current.facts;
      if (!isFollower(customer)) {
        return refuse(
          'signsWithAccount',
          'This customer has an account, and signs with it. No code is needed.',
          '该客户有账号，请客户登录后签认，无需验证码。',
        );
      }
      const other = isFollower(actor.id) ? onlyCustomer({ current, actor, now }) : undefined;
      if (other) return other;
      return signingCode && now - signingCode.at < MINUTE
        ? refuse(
            'codeJustSent',
            'A code was sent less than a minute ago. Wait for its SMS, or ask for another one in a minute.',
            '验证码刚刚发送，请留意短信，或一分钟后重新发送。',
          )
        : undefined;
    },
    decide: ({ current: { facts }, now, reference: { telephone }, limits }) => {
      if (!facts.scheme) return noScheme;
      if (telephone === null) {
        return refuse(
          'noTelephone',
          'The application has no telephone to which a code could go. Withdraw it, and apply again with one.',
          '本申请未登记手机号码，无法发送验证码。请撤回后重新申请并登记手机号码。',
        );
      }
      const number = facts.codesSent + 1;
      const { version } = facts.scheme;
      return {
        facts: { codesSent: number, signingCode: { number, version, at: now, telephone } },
        notify: [notify(CUSTOMER, 'signingCode', { number, version, minutes: limits.codeMinutes })],
      };
    },
  },
  sign: {
    title: { en: 'Sign the scheme', zh: '签认供电方案' },
    description: {
      en: 'The customer agrees to tariff, capacity, lines and cost, as the version that they name has them; without an account, with a code that goes to their telephone.',
      zh: '客户确认所填版本的电价、容量、线路和费用；无账号客户凭发至本人手机的验证码签认。',
    },
    event: 'SchemeSigned',
    by: customerRoles,
    from: ['awaitingSignature'],
    to: ['designing', 'reviewingDesign', 'building', 'inspectingMidway', 'inspecting', 'connecting'],
    guard: onlyCustomer,
    decide: ({ current, actor, now, input, reference, limits }) => {
      const { facts } = current;
      const { scheme, signed } = facts;
      if (!scheme) return noScheme;
      const unread = otherVersion({ en: 'scheme', zh: '供电方案' }, { read: input.version, now: scheme.version });
      if (unread) return unread;
      const known = isFollower(actor.id) ? knownByCode(facts, input.code, reference.codeIsRight, now, limits) : byAccount;
      if (isRefusal(known)) return known;
      // What was designed and inspected for another capacity or line isn't for this one.
      const again = signed !== null && !isBuiltAlike(signed.scheme, scheme);
      const state = again ? afterSignature(facts) : (facts.backTo ?? afterSignature(facts));
      const { kilowatts, tariffEn, tariffZh } = schemeWords(scheme);
      return into(current, state, {
        facts: {
          signed: { scheme, by: actor.id, at: now, ...known },
          signingCode: null,
          backTo: null,
          ourChange: false,
          ...(again ? { design: null, midInspection: null, finalInspection: null } : {}),
        },
        procedure: 'sign',
        notify: [notify(contactOf(current), 'signed', { kilowatts, tariffEn, tariffZh })],
      });
    },
  },
  declineScheme: {
    title: { en: 'Decline the scheme', zh: '不同意方案' },
    description: {
      en: 'Say what is to be otherwise. A change that is declined leaves what was signed before.',
      zh: '说明意见。不同意变更的，仍按原签认方案办理。',
    },
    event: 'SchemeDeclined',
    by: customerRoles,
    from: ['awaitingSignature'],
    to: ['filed', 'scheming', 'designing', 'reviewingDesign', 'building', 'inspectingMidway', 'inspecting', 'connecting'],
    guard: onlyCustomer,
    decide: ({ current, input }) => {
      const { facts } = current;
      const declined = notify({ role: 'schemeDesigner' }, 'declined', { reason: input.reason });
      const [back, changes] = facts.signed
        ? [facts.backTo ?? afterSignature(facts), { scheme: facts.signed.scheme, backTo: null }]
        : [facts.track.days.scheme === undefined ? ('filed' as const) : ('scheming' as const), { scheme: null }];
      const outcome = into(current, back, {
        facts: { ...changes, signingCode: null, ourChange: false },
        procedure: 'declineScheme',
        notify: [declined, notify(contactOf(current), 'declined', { reason: input.reason })],
      });
      return { ...outcome, reason: input.reason };
    },
  },
};

const noScheme = refuse('noScheme', 'There is no scheme yet; it is still being drawn up.', '供电方案尚未制定。');

type Known = Pick<NonNullable<Facts['signed']>, 'knownBy' | 'telephone'>;
const byAccount: Known = { knownBy: 'account', telephone: null };

/** How somebody without an account is known: by a code that went to their telephone for this very version, a short time ago. */
const knownByCode = (
  { signingCode, scheme }: Facts,
  code: string | undefined,
  isRight: boolean,
  now: number,
  { codeMinutes }: Limits,
): Known | Refusal => {
  if (code === undefined || !signingCode) {
    return refuse(
      'codeNeeded',
      'Without an account you sign with a code: have one sent to the telephone that you gave, and send it along.',
      '无账号客户须凭验证码签认：请先发送验证码至您登记的手机，再填写验证码。',
    );
  }
  if (signingCode.version !== scheme?.version || now - signingCode.at > codeMinutes * MINUTE) {
    return refuse(
      'codeExpired',
      `A code holds for ${codeMinutes} minutes and for one version of the scheme; have another one sent.`,
      `验证码${codeMinutes}分钟内有效，且仅限一个方案版本，请重新发送。`,
    );
  }
  return isRight
    ? { knownBy: 'smsCode', telephone: signingCode.telephone }
    : refuse(
        'wrongCode',
        'This isn’t the code of the last SMS. Compare it, or have another one sent.',
        '验证码不正确，请核对最近一条短信，或重新发送。',
      );
};
