/** How items are done, checked, given more time, handed on and dropped, and how those who are late hear of it. */
import { addParties, attach } from '../effects/index.ts';
import { isOrRelated } from '../kernel/four-eyes.ts';
import { moment } from '../kernel/moments.ts';
import { both, clipped } from '../kernel/parts.ts';
import { type Actor, holdsRole, type Notice, refuse } from '../kernel/process.ts';
import type { Item } from './facts.ts';
import { following, itemIn, noItem, withItem } from './items.ts';
import { listAt, overdue, stepsDue, toldBefore } from './reminding.ts';
import { notCalled, spokenFor } from './speaking.ts';
import { each, itemWords, LEAD, LEADER, leaderOf, notify, SECRETARY, toOwner } from './telling.ts';
import { type CoordinationMeeting, FOLLOWED, type RulesOf, STAFF } from './vocabulary.ts';

type Context = { readonly current: CoordinationMeeting; readonly actor: Actor };

const owns = ({ current, actor }: Context, item: Item): boolean => spokenFor(current, actor, [item.owner]).length > 0;

/** Whoever speaks for the owner of some item, or is asked to take one over. */
const ownsSome = (context: Context) =>
  context.current.facts.items.some(
    (item) =>
      owns(context, item) || (item.handOn !== null && spokenFor(context.current, context.actor, [item.handOn.to]).length > 0),
  )
    ? undefined
    : notCalled;

const notOwner = refuse('notOwner', 'This is for the unit that owns the item.', '须由该事项的责任单位办理。');

/** Whether somebody did it themselves, or is related to or of the unit of whoever did. */
const isOwn = (context: Context, item: Item): boolean =>
  (item.done !== null && isOrRelated(context.actor, [context.actor.id], [item.done.by])) || owns(context, item);

export const items: RulesOf<'done' | 'check' | 'extend' | 'handOn' | 'answerHandOn' | 'drop' | 'decideDrop' | 'remindItems'> = {
  done: {
    title: { en: 'Report an item done', zh: '报告事项办结' },
    event: 'ItemDone',
    by: STAFF,
    anywhere: true,
    from: FOLLOWED,
    guard: ownsSome,
    decide: (context) => {
      const { current, actor, now, input, limits } = context;
      const item = itemIn(current.facts, input.item, ['open']);
      if (!item) return noItem;
      if (!owns(context, item)) return notOwner;
      if (input.photos.length > limits.maxPhotos)
        return refuse('tooManyPhotos', `Send at most ${limits.maxPhotos} photos.`, `最多上传${limits.maxPhotos}张照片。`);
      if ((item.proof === 'photo' && input.photos.length === 0) || (item.proof === 'paper' && input.paper === undefined))
        return refuse(
          'proofMissing',
          item.proof === 'photo' ? 'A photo is wanted as proof; add one.' : 'A paper is wanted as proof; give its number.',
          item.proof === 'photo' ? '须以照片为凭证，请上传。' : '须以文件为凭证，请填写文件编号。',
        );
      return withItem(
        current,
        item,
        { state: 'done', done: { by: actor.id, at: now, text: input.text, paper: input.paper ?? null }, handOn: null },
        { effects: [attach(input.photos)], notify: [notify(SECRETARY, 'toCheck', { ...itemWords(item), text: input.text })] },
      );
    },
  },
  check: {
    title: { en: 'Check an item', zh: '核验事项' },
    description: {
      en: 'By somebody who isn’t of the owner. What fails goes back.',
      zh: '由责任单位以外的人员核验，不通过的退回办理。',
    },
    event: 'ItemChecked',
    by: ['meetingSecretary', 'leader'],
    from: FOLLOWED,
    to: ['closed'],
    decide: (context) => {
      const { current, actor, now, input } = context;
      const item = itemIn(current.facts, input.item, ['done']);
      if (!item) return noItem;
      if (isOwn(context, item))
        return refuse(
          'ownItem',
          'Your unit, you or somebody related to you did it; somebody else checks it.',
          '该事项由您本人、贵单位或与您有利害关系的人办理，须由他人核验。',
        );
      if (!input.passed && input.words === undefined)
        return refuse('wordsNeeded', 'Say what is missing; the owner reads it.', '请说明不足之处，责任单位可见。');
      return input.passed
        ? withItem(current, item, { state: 'closed', checkedBy: actor.id, settledAt: now })
        : withItem(
            current,
            item,
            { state: 'open', sentBack: item.sentBack + 1 },
            { notify: each(toOwner(item), (to) => notify(to, 'checkFailed', { ...itemWords(item), words: input.words ?? '—' })) },
          );
    },
  },
  extend: {
    title: { en: 'Give more time', zh: '事项延期' },
    description: {
      en: 'The chair once, afterwards the leader; beyond the due day of the case only whoever handles that.',
      zh: '主持人可批一次，再次延期由领导批准；超过案件期限的须由案件经办人批准。',
    },
    event: 'ItemExtended',
    by: STAFF,
    // Whoever handles the case may be of another unit.
    anywhere: true,
    from: FOLLOWED,
    decide: ({ current, actor, now, input, reference, limits }) => {
      const item = itemIn(current.facts, input.item, ['open']);
      if (!item) return noItem;
      const { due, caseDue, handlesCase } = reference;
      if (!holdsRole(actor, STAFF, current) && !handlesCase)
        return refuse(
          'notChair',
          'More time is given by the lead unit, or by whoever handles the case.',
          '须由牵头单位或案件经办人批准延期。',
        );
      if (due <= Math.max(now, item.due))
        return refuse('noLater', 'Choose a day after the due day that it has.', '新期限须晚于原期限。');
      if (caseDue !== null && due > caseDue && !handlesCase)
        return refuse(
          'pastCaseDue',
          `The case is due at ${moment(caseDue)}. Choose an earlier day, or ask whoever handles the case.`,
          `案件期限为${moment(caseDue)}，请选择更早的日期，或由案件经办人批准。`,
        );
      if (item.extensions.length >= limits.itemExtensions && !holdsRole(actor, ['leader'], current))
        return refuse(
          'leaderExtends',
          'It had more time already; the leader gives it again.',
          '该事项已延期，再次延期须由领导批准。',
        );
      const extensions = [...item.extensions, { due, by: actor.id, reason: input.reason }];
      return withItem(
        current,
        item,
        { due, extensions, told: toldBefore({ from: item.from, due }, now) },
        {
          reason: input.reason,
          notify: each(toOwner(item), (to) =>
            notify(to, 'extended', { ...itemWords(item), due: moment(due), reason: input.reason }),
          ),
        },
      );
    },
  },
  handOn: {
    title: { en: 'Hand an item on', zh: '转交事项' },
    description: {
      en: 'The other unit accepts it, or the leader decides. Until then it stays where it is.',
      zh: '由对方单位接受，或由领导裁定；在此之前责任单位不变。',
    },
    event: 'ItemHandedOn',
    by: STAFF,
    anywhere: true,
    from: FOLLOWED,
    guard: ownsSome,
    decide: (context) => {
      const { current, actor, input, reference } = context;
      const item = itemIn(current.facts, input.item, ['open']);
      if (!item) return noItem;
      if (!owns(context, item)) return notOwner;
      const { to } = reference;
      if (to.unit.id === item.owner.unit.id)
        return refuse('sameUnit', 'It is with that unit already; name another one.', '该事项已由该单位负责，请另选单位。');
      return withItem(
        current,
        item,
        { handOn: { to, by: actor.id, reason: input.reason, declined: null } },
        {
          reason: input.reason,
          effects: [addParties(...to.people.map((person) => ({ role: 'delegate', person })))],
          notify: to.people.map((person) =>
            notify({ person }, 'handOnAsked', {
              ...both('from', item.owner.unit.title),
              ...itemWords(item),
              reason: input.reason,
            }),
          ),
        },
      );
    },
  },
  answerHandOn: {
    title: { en: 'Accept an item or not', zh: '答复转交' },
    event: 'HandOnAnswered',
    by: STAFF,
    anywhere: true,
    from: FOLLOWED,
    guard: ownsSome,
    decide: ({ current, actor, input }) => {
      const item = itemIn(current.facts, input.item, ['open']);
      if (!item?.handOn || item.handOn.declined !== null) return noItem;
      const { to } = item.handOn;
      if (spokenFor(current, actor, [to]).length === 0) return notOwner;
      if (!input.accepted && input.words === undefined)
        return refuse('wordsNeeded', 'Say why; the leader decides by it.', '请说明理由，由领导裁定。');
      const answer = input.accepted ? { en: 'takes it over', zh: '同意接受' } : { en: 'doesn’t take it over', zh: '不同意接受' };
      const told = { ...both('unit', to.unit.title), ...both('answer', answer), ...itemWords(item), words: input.words ?? '—' };
      return withItem(
        current,
        item,
        input.accepted
          ? { owner: to, person: null, handOn: null }
          : { handOn: { ...item.handOn, declined: input.words ?? null } },
        {
          notify: [
            ...each(toOwner(item), (one) => notify(one, 'handOnAnswered', told)),
            ...(input.accepted ? [] : [notify(LEADER, 'handOnAnswered', told)]),
          ],
        },
      );
    },
  },
  drop: {
    title: { en: 'Ask to drop an item', zh: '申请取消事项' },
    event: 'DropAsked',
    by: STAFF,
    from: ['inSession', ...FOLLOWED],
    decide: ({ current, actor, input: { item: n, reason } }) => {
      const item = itemIn(current.facts, n, ['waiting', 'open', 'done']);
      if (!item || item.dropAsked !== null) return noItem;
      return withItem(
        current,
        item,
        { dropAsked: { by: actor.id, reason } },
        { reason, notify: [notify(LEADER, 'dropAsked', { ...itemWords(item), reason })] },
      );
    },
  },
  decideDrop: {
    title: { en: 'Decide whether an item is dropped', zh: '决定是否取消事项' },
    event: 'DropDecided',
    by: ['leader'],
    from: ['inSession', 'adjourned', ...FOLLOWED],
    to: ['closed'],
    decide: (context) => {
      const { current, actor, now, input } = context;
      const item = itemIn(current.facts, input.item, ['waiting', 'open', 'done']);
      if (!item?.dropAsked) return noItem;
      const { by, reason: asked } = item.dropAsked;
      if (isOrRelated(actor, [actor.id], [by]))
        return refuse(
          'ownItem',
          'You, or somebody related to you, asked for it; another leader decides.',
          '由您本人或与您有利害关系的人申请，须由其他领导决定。',
        );
      if (!input.agreed && input.reason === undefined) return refuse('wordsNeeded', 'Say why it stays.', '请说明不同意的理由。');
      const result = input.agreed ? { en: 'dropped', zh: '已取消' } : { en: 'not dropped', zh: '不予取消' };
      const told = { ...itemWords(item), ...both('result', result), reason: input.reason ?? asked };
      return withItem(current, item, input.agreed ? { state: 'dropped', settledAt: now, handOn: null } : { dropAsked: null }, {
        reason: input.reason ?? asked,
        notify: [notify({ person: by }, 'dropDecided', told), ...each(toOwner(item), (to) => notify(to, 'dropDecided', told))],
      });
    },
  },
  remindItems: {
    title: { en: 'Remind of items', zh: '事项提醒' },
    event: 'ItemsReminded',
    by: ['clock:reminder'],
    from: FOLLOWED,
    decide: ({ current, now }) => {
      const { facts } = current;
      const notices: Notice[] = [];
      const all = facts.items.map((item): Item => {
        if (item.state !== 'open' && item.state !== 'done') return item;
        const steps = stepsDue(item, now);
        const words = { ...itemWords(item), due: moment(item.due) };
        const over = { ...words, ...both('unit', item.owner.unit.title) };
        // Who has done it waits for the check.
        const owner = item.state === 'open' ? toOwner(item) : [SECRETARY];
        if (steps.includes(80)) notices.push(...each(owner, (to) => notify(to, 'itemDue', words)));
        if (steps.includes(100)) notices.push(...each([...owner, leaderOf(item.owner)], (to) => notify(to, 'itemOver', over)));
        if (steps.includes(200)) notices.push(...each([LEADER, SECRETARY], (to) => notify(to, 'itemOver', over)));
        return steps.length === 0 ? item : { ...item, told: [...item.told, ...steps] };
      });
      const late = overdue(facts, now);
      const listed = late.length > 0 && (listAt(facts) ?? Number.POSITIVE_INFINITY) <= now;
      const names = (locale: 'en' | 'zh') =>
        late.map(({ n, text, owner }) => `${n}. ${clipped(text)} (${owner.unit.title[locale]})`);
      const list = { en: names('en').join('; '), zh: names('zh').join('；') };
      return following(
        current,
        { items: all, ...(listed ? { listedAt: now } : {}) },
        {
          notify: [
            ...notices,
            ...(listed
              ? [LEAD, LEADER, SECRETARY].map((to) =>
                  notify(to, 'overdueList', { count: late.length, matter: facts.matter, ...both('items', list) }),
                )
              : []),
          ],
        },
      );
    },
  },
};
