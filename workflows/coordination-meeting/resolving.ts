/** What is resolved: each item has one owner, every unit that is there says how it stands to it, and the leader binds whoever wasn't there or doesn't agree. */
import { moment } from '../kernel/moments.ts';
import { both } from '../kernel/parts.ts';
import { isRefusal, refuse } from '../kernel/process.ts';
import type { Item } from './facts.ts';
import { following, itemIn, noItem, withItem } from './items.ts';
import { presentIn, unitsThere } from './quorum.ts';
import { spokenFor, unitFor, unitNamed } from './speaking.ts';
import { each, itemHeard, itemWords, LEADER, notify, toOwner, toUnits } from './telling.ts';
import { type RulesOf, STAFF } from './vocabulary.ts';

const itemsYours = (item: Item) =>
  each(toOwner(item), (to) => notify(to, 'itemYours', { ...itemWords(item), due: moment(item.due) }));

export const resolving: RulesOf<'resolve' | 'stand' | 'bind'> = {
  resolve: {
    title: { en: 'Resolve', zh: '形成决议事项' },
    description: {
      en: 'One unit owns it. Where that isn’t there, it is bound by the leader alone.',
      zh: '每项只有一个责任单位；责任单位未到会的，须由领导责成。',
    },
    event: 'Resolved',
    by: STAFF,
    from: ['inSession'],
    decide: ({ current, now, input, reference, limits }) => {
      const { facts } = current;
      const owner = unitNamed(facts, input.owner);
      if (!owner)
        return refuse(
          'ownerNotCalled',
          'The owner is one of the units that were called; name one of them.',
          '责任单位须为参会单位之一，请另行选择。',
        );
      if (facts.items.length >= limits.itemsMax)
        return refuse(
          'tooManyItems',
          `A meeting resolves at most ${limits.itemsMax} items; put some together.`,
          `一次会议最多形成${limits.itemsMax}项决议，请合并。`,
        );
      if (reference.due <= now)
        return refuse('dueTooEarly', 'Choose a day to come as the due day.', '完成日期须晚于当前时间，请重新选择。');
      if (input.blocking && !facts.blocking)
        return refuse(
          'blocksNothing',
          'This meeting wasn’t called so that it may stop its case; resolve the item without that.',
          '本次会议召集时未选择可暂停案件办理，请取消前置选项。',
        );
      const { person } = reference;
      if (person && spokenFor(current, person, [owner]).length === 0)
        return refuse(
          'notOfUnit',
          `${person.name} doesn’t speak for ${owner.unit.title.en}; name one of its people, or nobody.`,
          `${person.name}不是${owner.unit.title.zh}的人员，请另行指定或留空。`,
        );
      const there = presentIn(facts).includes(owner.unit.id);
      const item: Item = {
        ...{ n: facts.items.length + 1, text: input.text, owner, person: person?.id ?? null, from: now, due: reference.due },
        ...{ blocking: input.blocking, proof: input.proof, costFen: input.costFen ?? null, state: there ? 'open' : 'waiting' },
        ...{ bound: null, stances: [], done: null, sentBack: 0, checkedBy: null, settledAt: null, extensions: [] },
        ...{ handOn: null, dropAsked: null, told: [] },
      };
      return following(
        current,
        { items: [...facts.items, item] },
        {
          effects: itemHeard(current, facts, item),
          notify: there
            ? itemsYours(item)
            : [notify(LEADER, 'toBind', { ...both('unit', owner.unit.title), ...itemWords(item) })],
        },
      );
    },
  },
  stand: {
    title: { en: 'Say how your unit stands to it', zh: '表态' },
    event: 'StoodToItem',
    by: STAFF,
    anywhere: true,
    from: ['inSession'],
    guard: ({ current, actor }) =>
      spokenFor(current, actor, unitsThere(current.facts)).length > 0
        ? undefined
        : refuse('notPresent', 'Your unit isn’t there; check in first.', '贵单位未到会，请先签到。'),
    decide: ({ current, actor, now, input }) => {
      const { facts } = current;
      const unit = unitFor(current, actor, input.unit, unitsThere(facts));
      if (isRefusal(unit)) return unit;
      const item = itemIn(facts, input.item, ['open', 'waiting']);
      if (!item) return noItem;
      if (input.stance !== 'agree' && input.words === undefined)
        return refuse('wordsNeeded', 'Say why; it stands in the minutes.', '请说明理由，将载入会议纪要。');
      const stance = { unit: unit.unit, by: actor.id, at: now, stance: input.stance, words: input.words ?? null };
      const stances = [...item.stances.filter((one) => one.unit.id !== unit.unit.id), stance];
      if (item.owner.unit.id !== unit.unit.id) return withItem(current, item, { stances });
      const state = input.stance === 'disagree' ? 'waiting' : 'open';
      return withItem(
        current,
        item,
        { stances, state },
        {
          notify:
            state === item.state
              ? []
              : state === 'waiting'
                ? [notify(LEADER, 'toBind', { ...both('unit', unit.unit.title), ...itemWords(item) })]
                : itemsYours(item),
        },
      );
    },
  },
  bind: {
    title: { en: 'Bind a unit', zh: '责成办理' },
    description: {
      en: 'Whether a unit that wasn’t there, doesn’t agree or doesn’t take an item over has to do it.',
      zh: '对未到会、不同意或不接受转交的单位，决定是否责成其办理。',
    },
    event: 'Bound',
    by: ['leader'],
    from: ['inSession', 'adjourned', 'concluded', 'following'],
    to: ['closed'],
    decide: ({ current, actor, now, input: { item: n, bound, reason } }) => {
      const { facts } = current;
      const item = itemIn(facts, n, ['waiting', 'open']);
      if (!item || (item.state === 'open' && item.handOn === null)) return noItem;
      const others = item.handOn === null ? item.stances.filter(({ unit }) => unit.id === item.owner.unit.id) : [];
      if (others.some(({ by }) => by === actor.id))
        return refuse(
          'ownItem',
          'You spoke for the owner yourself; another leader decides.',
          '您本人代表责任单位发表过意见，须由其他领导裁定。',
        );
      const result = bound ? { en: 'it has to be done', zh: '责成办理' } : { en: 'not bound', zh: '不予责成' };
      const told = (to: Parameters<typeof toUnits>[1]) =>
        each(toUnits(facts, to), (one) => notify(one, 'bound', { ...itemWords(item), ...both('result', result), reason }));
      if (item.handOn !== null) {
        const { to } = item.handOn;
        return withItem(current, item, bound ? { owner: to, person: null, handOn: null, bound: actor.id } : { handOn: null }, {
          reason,
          notify: told([item.owner, to]),
        });
      }
      return withItem(
        current,
        item,
        bound ? { state: 'open', bound: actor.id } : { state: 'dropped', settledAt: now, bound: null },
        { reason, notify: told([item.owner]) },
      );
    },
  },
};
