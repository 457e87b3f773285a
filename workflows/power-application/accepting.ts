/** The application is looked through: what is missing is named all at once, and what is complete is accepted. */
import { attach } from '../effects/index.ts';
import { both, isFollower, unique } from '../kernel/parts.ts';
import { holdsRole, refuse } from '../kernel/process.ts';
import { takenOver } from './contact.ts';
import type { Facts } from './facts.ts';
import { notOnChecklist } from './filing.ts';
import { customerRoles, frontRoles, onlyContact, onlyCustomer } from './guards.ts';
import { afterAcceptance, CUSTOMER, contactOf, into, listed, notify } from './moving.ts';
import { drawn, schemeProblem, withScheme } from './scheme.ts';
import type { PowerApplication, RulesOf } from './vocabulary.ts';

export const accepting: RulesOf<'accept' | 'giveNotice' | 'giveSecondNotice' | 'giveLateNotice' | 'supplyMaterials'> = {
  accept: {
    title: { en: 'Accept', zh: '受理' },
    description: {
      en: 'Everything on the checklist is there. On a track without a step for the scheme the scheme comes with it, and the customer signs in one go.',
      zh: '材料齐全即受理；无单独方案环节的，受理时一并提供方案，客户当场签认。',
    },
    event: 'Accepted',
    by: frontRoles,
    from: ['filed'],
    to: ['surveying', 'scheming', 'awaitingSignature'],
    guard: (context) => {
      const { facts } = context.current;
      const lacking = lackingOf(facts);
      return (
        onlyContact(context) ??
        (lacking.length > 0
          ? refuse(
              'materialMissing',
              `Still missing: ${titlesOf(facts, lacking).en}. Give the customer one notice that names it all.`,
              `尚缺材料：${titlesOf(facts, lacking).zh}。请向客户一次性告知。`,
            )
          : undefined)
      );
    },
    decide: ({ current, actor, now, input, reference }) => {
      const { facts } = current;
      const schemeComesAlong = facts.track.days.scheme === undefined;
      if (schemeComesAlong !== (input.scheme !== undefined)) {
        return schemeComesAlong
          ? refuse(
              'schemeWithAcceptance',
              'This track has no step of its own for the scheme: send the scheme along, for the customer to sign it in one go.',
              '该通道无单独方案环节，请在受理时一并提供供电方案，由客户当场签认。',
            )
          : refuse(
              'schemeLater',
              'On this track the scheme is drawn up in a step of its own; accept without it.',
              '该通道另有方案制定环节，受理时无需提供方案。',
            );
      }
      const state = afterAcceptance(facts);
      const taken = takenOver(current, actor, reference.phone, now);
      const notices = [...taken.notify, notify(CUSTOMER, 'accepted')];
      if (!input.scheme || !reference.scheme) return into(current, state, { facts: taken.facts, notify: notices });
      const problem = schemeProblem(facts, input.scheme.kilowatts, reference.scheme);
      if (problem) return problem;
      // Where the customer signs at once, accepting and signing are one step: its clock only rests for them.
      return into(current, state, {
        facts: { ...taken.facts, ...withScheme(drawn(facts, input.scheme, reference.scheme, actor.id, now)) },
        notify: notices,
      });
    },
  },
  giveNotice: {
    title: { en: 'Give the one-time notice', zh: '一次性告知' },
    description: {
      en: 'Names all that is missing, at once; from then on it is the customer’s time. What was not handed in is named by itself.',
      zh: '一次性告知全部缺少材料，此后计客户时间；未提交的材料由系统自动列入。',
    },
    event: 'NoticeGiven',
    by: frontRoles,
    from: ['filed'],
    to: ['awaitingMaterials'],
    guard: (context) =>
      onlyContact(context) ??
      (context.current.facts.notices.length > 0
        ? refuse(
            'noticeGivenAlready',
            'The one-time notice was given already. If something is still wrong, give a second notice.',
            '已作一次性告知。如仍有问题，请作二次告知。',
          )
        : undefined),
    decide: ({ current, actor, now, input, reference }) => {
      const { facts } = current;
      const unknown = input.unusable.find((code) => !facts.checklist.some((material) => material.code === code));
      if (unknown !== undefined) return notOnChecklist(unknown);
      const missing = inOrder(facts, [...lackingOf(facts), ...input.unusable]);
      if (missing.length === 0) {
        return refuse('nothingMissing', 'Nothing is missing; accept the application.', '材料齐全，请予受理。');
      }
      const taken = takenOver(current, actor, reference.phone, now);
      return into(current, 'awaitingMaterials', {
        facts: {
          ...taken.facts,
          supplied: facts.supplied.filter((code) => !input.unusable.includes(code)),
          missing,
          notices: [{ materials: missing, by: actor.id, at: now }],
        },
        notify: [
          ...taken.notify,
          notify(CUSTOMER, 'materialMissing', { ...both('materials', titlesOf(facts, missing)), remark: input.remark ?? '' }),
        ],
      });
    },
  },
  giveSecondNotice: {
    title: { en: 'Give a second notice', zh: '二次告知' },
    description: {
      en: 'Something can’t be used after all. What no notice has named before counts as our fault, and our time goes on.',
      zh: '材料仍不合格的再次告知。此前告知遗漏的事项记为我方差错，我方时限不暂停。',
    },
    event: 'SecondNoticeGiven',
    by: frontRoles,
    from: ['filed'],
    to: ['awaitingMaterials'],
    guard: (context) =>
      onlyContact(context) ??
      (context.current.facts.notices.length === 0
        ? refuse(
            'noFirstNotice',
            'No notice has been given yet; give the one-time notice, which names all that is missing.',
            '尚未作一次性告知，请先一次性告知全部缺少材料。',
          )
        : undefined),
    decide: ({ current, actor, now, input, reference }) => {
      const { facts } = current;
      const unknown = input.unusable.find((code) => !facts.checklist.some((material) => material.code === code));
      if (unknown !== undefined) return notOnChecklist(unknown);
      const missing = inOrder(facts, input.unusable);
      // What one of the notices has named is the customer's to bring, however often it comes back.
      const overlooked = missing.filter((code) => !facts.notices.some(({ materials }) => materials.includes(code)));
      const taken = takenOver(current, actor, reference.phone, now);
      const changes = {
        ...taken.facts,
        supplied: facts.supplied.filter((code) => !missing.includes(code)),
        missing,
        notices: [...facts.notices, { materials: missing, by: actor.id, at: now }],
      };
      const words = { ...both('materials', titlesOf(facts, missing)), remark: input.reason };
      if (overlooked.length === 0) {
        const outcome = into(current, 'awaitingMaterials', {
          facts: changes,
          notify: [...taken.notify, notify(CUSTOMER, 'materialMissing', words)],
        });
        return { ...outcome, reason: input.reason };
      }
      const fault = { kind: 'missedInFirstNotice', materials: overlooked, by: actor.id, at: now } as const;
      // Our fault, our time: no clock rests, and the customer's doesn't run.
      return {
        state: 'awaitingMaterials',
        facts: { ...changes, faults: [...facts.faults, fault] },
        reason: input.reason,
        notify: [
          ...taken.notify,
          notify(CUSTOMER, 'overlooked', { ...words, ...both('overlooked', titlesOf(facts, overlooked)) }),
          notify({ role: 'leader' }, 'faultNoted', both('overlooked', titlesOf(facts, overlooked))),
        ],
      };
    },
  },
  giveLateNotice: {
    title: { en: 'Ask for material after acceptance', zh: '受理后补充告知' },
    description: {
      en: 'Something is missing though the application was accepted: our fault, and our time goes on. The scheme waits for it.',
      zh: '受理后发现材料缺漏的，记为我方差错，我方时限不暂停；补齐后方可制定方案。',
    },
    event: 'LateNoticeGiven',
    by: [...frontRoles, 'surveyor', 'schemeDesigner'],
    from: ['surveying', 'scheming'],
    guard: onlyContact,
    decide: ({ current, actor, now, input }) => {
      const { facts } = current;
      const unknown = input.missing.find((code) => !facts.checklist.some((material) => material.code === code));
      if (unknown !== undefined) return notOnChecklist(unknown);
      const missing = inOrder(facts, [...facts.missing, ...input.missing]);
      const said = { materials: missing, by: actor.id, at: now };
      const words = both('materials', titlesOf(facts, missing));
      const overlooked = both('overlooked', titlesOf(facts, inOrder(facts, input.missing)));
      return {
        facts: {
          supplied: facts.supplied.filter((code) => !missing.includes(code)),
          missing,
          notices: [...facts.notices, said],
          faults: [...facts.faults, { kind: 'missedAtAcceptance', ...said }],
        },
        reason: input.reason,
        notify: [
          notify(CUSTOMER, 'overlooked', { ...words, ...overlooked, remark: input.reason }),
          notify({ role: 'leader' }, 'faultNoted', overlooked),
        ],
      };
    },
  },
  supplyMaterials: {
    title: { en: 'Hand in material', zh: '补交材料' },
    description: {
      en: 'Once all that was asked for is there, the application goes on. The window takes in what customers without an account bring.',
      zh: '补齐后继续办理；无账号客户的材料可由窗口代收。',
    },
    event: 'MaterialSupplied',
    by: [...customerRoles, 'windowClerk'],
    from: ['filed', 'awaitingMaterials', 'surveying', 'scheming'],
    to: ['filed'],
    guard: (context) =>
      noneAskedFor(context.current) ??
      (isFollower(context.current.facts.customer) && holdsRole(context.actor, ['windowClerk'], context.current)
        ? undefined
        : onlyCustomer(context)),
    decide: ({ current, input }) => {
      const { facts } = current;
      const unknown = input.materials.find((code) => !facts.checklist.some((material) => material.code === code));
      if (unknown !== undefined) return notOnChecklist(unknown);
      const supplied = unique([...facts.supplied, ...input.materials]);
      const missing = facts.missing.filter((code) => !input.materials.includes(code));
      const changes = { supplied, missing, procedures: [...facts.procedures, 'supplyMaterials'] };
      const effects = [attach(input.photos)];
      if (current.state !== 'awaitingMaterials' || missing.length > 0) {
        const goesOn = current.state === 'scheming' && missing.length === 0;
        return { facts: changes, effects, notify: goesOn ? [notify({ role: 'schemeDesigner' }, 'toDraw')] : [] };
      }
      return { ...into(current, 'filed', { facts: changes, notify: [notify(contactOf(current), 'materialCame')] }), effects };
    },
  },
};

/** Once it is accepted, papers come only where we asked for them. */
const noneAskedFor = ({ state, facts }: PowerApplication) =>
  ['surveying', 'scheming'].includes(state) && facts.missing.length === 0
    ? refuse('nothingMissing', 'Nothing is missing; the application was accepted as it is.', '材料齐全，已受理，无需补交。')
    : undefined;

/** What of the checklist isn't there. */
const lackingOf = ({ checklist, supplied }: Facts): readonly string[] =>
  checklist.map(({ code }) => code).filter((code) => !supplied.includes(code));

/** As the checklist has them, each once. */
const inOrder = ({ checklist }: Facts, codes: readonly string[]): readonly string[] =>
  checklist.map(({ code }) => code).filter((code) => codes.includes(code));

const titlesOf = ({ checklist }: Facts, codes: readonly string[]) =>
  listed(checklist.filter(({ code }) => codes.includes(code)).map(({ title }) => title));
