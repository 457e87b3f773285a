/** What the desk and the departments do: take a question, answer it, ask back, pass it on. */
import { both, isGone } from '../kernel/parts.ts';
import { holdsRole, refuse } from '../kernel/process.ts';
import { notify, offerTo, onlyHolder, takenBy } from './desk.ts';
import type { RulesOf } from './vocabulary.ts';

export const answering: RulesOf<'claim' | 'handOn' | 'giveBack' | 'breach' | 'answer' | 'forward' | 'returnToDesk' | 'askBack'> =
  {
    claim: {
      title: { en: 'Take the question', zh: '承接' },
      event: 'Claimed',
      by: ['deskOfficer'],
      from: ['open'],
      to: ['claimed'],
      guard: (context) => {
        const { current, actor } = context;
        const { facts } = current;
        if (facts.asker.id === actor.id)
          return refuse('ownQuestion', 'You asked this yourself; a colleague takes it.', '该问题由您提出，由其他答疑员承接。');
        if (facts.wholeDesk || facts.offered.some(({ id }) => id === actor.id || isGone(current, id))) return undefined;
        const names = facts.offered.map(({ name }) => name);
        return refuse(
          'notOffered',
          `This question is with ${names.join(', ')} by the roster; it comes to the next when they don’t take it in time.`,
          `本问题按值班表由${names.join('、')}承接，超时未承接将顺延。`,
        );
      },
      decide: ({ actor: { id, name } }) => ({ state: 'claimed', facts: { officer: { id, name } } }),
    },
    handOn: {
      title: { en: 'Offer it to the next on the roster', zh: '顺延下一值班人' },
      event: 'HandedOn',
      by: ['clock:claim'],
      from: ['open'],
      decide: ({ current: { facts }, reference: { onDuty } }) => {
        const offer = offerTo(facts, onDuty);
        return offer.facts.wholeDesk
          ? { ...offer, notify: [...offer.notify, notify({ role: 'leader' }, 'nobodyTakesIt')] }
          : { ...offer, clocks: { start: { claim: 'default' } } };
      },
    },
    giveBack: {
      title: { en: 'Hand the question back', zh: '交回' },
      description: {
        en: 'To the others on duty, in the order of the roster. The academy or the leader may do it for somebody who is away.',
        zh: '按值班表交其他值班人；本人不在时可由学院或负责人代办。',
      },
      event: 'GivenBack',
      by: ['deskOfficer', 'academyAdmin', 'leader'],
      from: ['claimed'],
      to: ['open'],
      guard: (context) =>
        holdsRole(context.actor, ['academyAdmin', 'leader'], context.current) ? undefined : onlyHolder(context),
      decide: ({ current: { facts }, input: { reason }, reference: { onDuty } }) => {
        const offer = offerTo(facts, onDuty);
        return { ...offer, state: 'open', reason, facts: { ...offer.facts, officer: null } };
      },
    },
    breach: {
      title: { en: 'Record that the time is over', zh: '记录超时' },
      event: 'Breached',
      by: ['clock:answer'],
      from: ['open', 'claimed', 'forwarded'],
      decide: ({ current: { facts } }) => ({
        facts: { breaches: facts.breaches + 1 },
        notify: [
          notify({ role: 'leader' }, 'breached', { officer: facts.officer?.name ?? '—' }),
          ...(facts.officer ? [notify({ person: facts.officer.id }, 'breachedYours')] : []),
        ],
      }),
    },
    answer: {
      title: { en: 'Answer', zh: '答复' },
      event: 'Answered',
      by: ['deskOfficer', 'handler'],
      from: ['claimed', 'forwarded'],
      to: ['answered'],
      guard: onlyHolder,
      decide: ({ current, actor, now, input: { text } }) => {
        const { facts } = current;
        const answer = {
          round: facts.followUps.length,
          text,
          by: { id: actor.id, name: actor.name },
          hand: actor.deputy?.id ?? null,
          at: now,
          review: null,
        };
        return {
          state: 'answered',
          facts: { answers: [...facts.answers, answer], ...takenBy(current, actor) },
          // The desk reviews a department's answers too.
          ...(facts.desk === null ? {} : { unit: facts.desk }),
          notify: [notify({ person: facts.asker.id }, 'answered', { name: actor.name, text })],
        };
      },
    },
    forward: {
      title: { en: 'Forward to a department', zh: '转办部门' },
      description: {
        en: 'The department has a limit of its own; the five minutes promised to the asker go on.',
        zh: '部门另有时限；对提问人承诺的五分钟继续计时。',
      },
      event: 'Forwarded',
      by: ['deskOfficer'],
      from: ['claimed'],
      to: ['forwarded'],
      guard: onlyHolder,
      decide: ({ current, actor, input: { reason }, reference: { department } }) => ({
        state: 'forwarded',
        reason,
        unit: department.id,
        facts: { department, ...takenBy(current, actor) },
        notify: [
          notify({ role: 'handler' }, 'forwarded', { name: actor.name, reason, text: current.facts.text }),
          notify({ person: current.facts.asker.id }, 'forwardedTo', { ...both('department', department), reason }),
        ],
      }),
    },
    returnToDesk: {
      title: { en: 'Return to the desk', zh: '退回答疑台' },
      event: 'ReturnedToDesk',
      by: ['handler'],
      from: ['forwarded'],
      to: ['claimed', 'open'],
      decide: ({ current: { facts }, actor, input: { reason }, reference: { onDuty, officerStays } }) => {
        const back = { reason, ...(facts.desk === null ? {} : { unit: facts.desk }) };
        if (!officerStays) {
          const offer = offerTo(facts, onDuty);
          return { ...offer, ...back, state: 'open', facts: { ...offer.facts, officer: null, department: null } };
        }
        return {
          ...back,
          state: 'claimed',
          facts: { department: null },
          notify: facts.officer ? [notify({ person: facts.officer.id }, 'returned', { name: actor.name, reason })] : [],
        };
      },
    },
    askBack: {
      title: { en: 'Ask back', zh: '请补充' },
      description: { en: 'The clocks rest until the asker has answered.', zh: '提问人补充前暂停计时。' },
      event: 'AskedBack',
      by: ['deskOfficer', 'handler'],
      from: ['claimed', 'forwarded'],
      to: ['awaitingAsker'],
      guard: onlyHolder,
      decide: ({ current, actor, input: { question } }) => ({
        state: 'awaitingAsker',
        facts: {
          askedBack: { question, by: actor.id, from: current.state === 'forwarded' ? 'forwarded' : 'claimed' },
          ...takenBy(current, actor),
        },
        notify: [notify({ person: current.facts.asker.id }, 'askedBack', { name: actor.name, question })],
      }),
    },
  };
