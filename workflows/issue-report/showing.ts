/** What those see of a report who don't work on it: its reporters, and nothing of each other. */
import type { Actor, Title } from '../kernel/process.ts';
import { titleOf } from './dispatching.ts';
import type { Facts } from './facts.ts';

/** Facts, all or some; those that an event changed were null before the case was opened. */
type Some = { readonly [K in keyof Facts]?: Facts[K] | null };

/** Whether this is the one who filed this very report, and not one that was merged into it. */
const isFiler = ({ reporters }: Some, { id: person }: Actor, id: string): boolean =>
  person === `follower:${id}` || (reporters ?? []).some((one) => one.case === id && one.id === person);

/** Without what the staff say among themselves, and without what others have reported. */
export const shows = (facts: Some, actor: Actor, isStaff: boolean, id: string): Partial<Facts> => {
  if (isStaff) {
    const open = facts as Partial<Facts>;
    return facts.sealed ? { ...open, reporters: open.reporters?.filter((one) => one.id === actor.id) ?? [] } : open;
  }
  const { text, place, reporters, ratings, points, undatedPhotos: ______, ...rest } = facts;
  const { objections: _, extensionAsked: __, suspensionAsked: ___, meetings: ____, workedOn: _____, ...open } = rest;
  const own = isFiler(facts, actor, id);
  return {
    ...(open as Partial<Facts>),
    ...(text && own ? { text } : {}),
    ...(place ? { place: own ? place : { ...place, address: null } } : {}),
    ...(reporters ? { reporters: reporters.filter((one) => one.id === actor.id) } : {}),
    ...(ratings ? { ratings: ratings.filter(({ reporter }) => reporter === actor.id) } : {}),
    ...(points ? { points: { ...points, lines: points.lines.filter(({ to }) => to === `person:${actor.id}`) } } : {}),
  };
};

/** What the case is about, in the reporter's words only to the one who wrote them. */
export const titled = (facts: Some, actor: Actor, id: string): string =>
  facts.category ? titleOf(facts.category.title, isFiler(facts, actor, id) ? (facts.text ?? '') : '') : id;

/** What somebody is told at once, who may have no inbox. */
export const advice = ({ handedOver, rejection }: Facts): Title | undefined => {
  if (handedOver && !handedOver.confirmed) {
    const { en, zh } = handedOver.channel;
    return {
      en: `If anybody is in danger, call there yourself at once: ${en}. We pass it on as well.`,
      zh: `如有人员危险，请立即自行拨打：${zh}。我们同时转达。`,
    };
  }
  return rejection
    ? { en: `Please turn to: ${rejection.channel.en}`, zh: `请向以下渠道反映：${rejection.channel.zh}` }
    : undefined;
};
