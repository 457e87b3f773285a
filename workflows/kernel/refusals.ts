/** The refusals that any case may meet, whatever its process. Pure. */
import type { Refusal, Title } from './process.ts';

/** When each of them comes, by its lasting name. The codes of a process have no dot. */
export const KERNEL_REFUSALS = {
  'kernel.unknownAction': { en: 'The process has no such action.', zh: '该流程没有此操作。' },
  'kernel.noFollower': { en: 'Nobody follows the case with a code.', zh: '本件无查询码。' },
  'kernel.goesOnElsewhere': { en: 'The case goes on as another one.', zh: '案件已并入其他案件继续办理。' },
  'kernel.wrongState': { en: 'The action is out of place in the state that the case has.', zh: '案件当前状态下不能办理此操作。' },
  'kernel.wrongRole': { en: 'None of the caller’s roles does this on this case.', zh: '办理人的角色无权对本件进行此操作。' },
  'kernel.ownMatter': { en: 'It is the caller’s own matter; somebody else decides.', zh: '本件涉及办理人本人，须由他人办理。' },
  'kernel.fourEyes': {
    en: 'The caller, or somebody related to them, did what this act is kept apart from; somebody else does it.',
    zh: '前一环节由办理人本人或其利害关系人办理，本环节须由他人办理。',
  },
  'kernel.actsForNone': {
    en: 'The caller doesn’t act for the firm or household of the case.',
    zh: '办理人不是本件所涉企业或住户的经办人。',
  },
  'kernel.notItsSubject': {
    en: 'The case doesn’t concern this firm or household.',
    zh: '本件不涉及该企业或住户。',
  },
  'kernel.stoodIn': {
    en: 'The caller has acted on the case for somebody else, and does nothing on it in another name.',
    zh: '办理人曾在本件中代理他人，不得再以其他身份办理。',
  },
  'kernel.stoodInNamed': {
    en: 'Whoever is named has acted on the case for somebody else, and does nothing on it in their own name.',
    zh: '所指定的人员曾在本件中代理他人，不得再以本人身份办理。',
  },
  'kernel.ownPart': { en: 'A deputy has a part in the case themselves.', zh: '代理人本人参与了本件。' },
  'kernel.standsForThem': {
    en: 'The one for whom the caller stands in may not do it themselves.',
    zh: '被代理人本人须回避，代理人也不得办理。',
  },
  'kernel.inPerson': {
    en: 'It needs a qualification of the person named, or is their private matter; no deputy does it.',
    zh: '须由具备资格的本人办理，或属本人私人事项，不得代理。',
  },
  'kernel.unsealed': {
    en: 'The act doesn’t carry this house’s seal: it didn’t come through the API.',
    zh: '操作没有系统签章，并非通过接口提交。',
  },
  'kernel.conflict': { en: 'Somebody else was first; only in `attempts`.', zh: '他人已先办理；仅见于attempts。' },
  'kernel.held': { en: 'Another case has what this act needs.', zh: '所需资源由其他案件占用。' },
  'kernel.full': { en: 'As many cases as may be share it already.', zh: '共享的件数已达上限。' },
  'kernel.balance': { en: 'A balance or a ceiling of the ledger would be passed.', zh: '账户余额或上限不允许。' },
  'kernel.cap': { en: 'A cap of the ledger leaves less than was asked for.', zh: '剩余额度不足。' },
  'kernel.paymentUnknown': { en: 'The case has no payment of this number.', zh: '本件无此付款编号。' },
  'kernel.paymentSettled': {
    en: 'What became of the payment was said already; it counts once.',
    zh: '该笔付款已有结果，只登记一次。',
  },
  'kernel.paymentUnderWay': {
    en: 'The payment is on its way to the bank just now; nothing is entered by hand meanwhile.',
    zh: '付款正在提交银行，期间不得手工登记。',
  },
  'kernel.wrongCode': {
    en: 'The code is another one, was tried too often, or is over.',
    zh: '验证码有误、试错次数过多或已失效。',
  },
  'kernel.takenBack': { en: 'The lines were taken back already, or have expired.', zh: '分录已冲回或已到期。' },
  'kernel.brokenClock': { en: 'A clock can’t be reckoned with what it was given.', zh: '时限无法计算。' },
  'kernel.requestIdUsed': { en: 'The `requestId` stands for another act.', zh: 'requestId已用于其他操作。' },
  'kernel.unrecordable': { en: 'The record can’t hold what the act says.', zh: '记录无法保存本次操作的内容。' },
  'kernel.unknownRules': {
    en: 'This worker doesn’t know the case’s version of the rules.',
    zh: '此处未发布案件所用的规则版本。',
  },
  'kernel.newestRules': { en: 'The case has the newest rules already.', zh: '案件已采用最新规则。' },
  'kernel.unknownState': { en: 'The new rules don’t have the state of the case.', zh: '新规则没有案件当前的状态。' },
  'kernel.nothingToHandBack': { en: 'Nothing in the case waits for that person.', zh: '本案没有等待该人员的任务。' },
} as const satisfies Readonly<Record<`kernel.${string}`, Title>>;

export type KernelCode = keyof typeof KERNEL_REFUSALS;

/** A refusal of the kernel, in the words of this act. */
export const refuseByKernel = (code: KernelCode, en: string, zh: string): Refusal => ({ code, en, zh });
