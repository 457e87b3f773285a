/** How goods are reserved for points. */
import { addParties } from '../effects/index.ts';
import { moment } from '../kernel/moments.ts';
import { both } from '../kernel/parts.ts';
import { holdsRole, type Process, refuse } from '../kernel/process.ts';
import { notEnough, setsAside, soldOut } from './accounts.ts';
import type { Facts } from './facts.ts';
import type { Inputs } from './inputs.ts';
import type { Limits, limits } from './limits.ts';
import { type Clock, HOLDER, KEEPER, notify, type Reference, type Role, type Site, type State } from './vocabulary.ts';

type Start = Process<Inputs, Facts, Reference, State, Clock, Role, typeof limits>['start'];

const DAY = 86_400_000;

/** Until when somebody is paused who let reservations lapse; nothing where they aren't. */
export const pausedUntil = (lapses: readonly number[], now: number, limits: Limits): number | null => {
  const counted = lapses.filter((at) => at > now - limits.lapseDays * DAY);
  if (counted.length < limits.lapsesToPause) return null;
  const until = Math.max(...counted) + limits.pauseDays * DAY;
  return until > now ? until : null;
};

export const siteClosed = ({ title }: Site) =>
  refuse('siteClosed', `${title.en} is closed. Choose another site.`, `${title.zh}已关闭，请另选兑换点。`);

export const reserving: Start = {
  title: { en: 'Reserve goods for points', zh: '积分兑换' },
  description: {
    en: 'Points and goods are set aside at the prices of the day, until they are collected with a code or it lapses.',
    zh: '按当日价格预留积分和物品，凭取货码领取，逾期取消。',
  },
  event: 'Reserved',
  by: ['courier', 'resident'],
  to: ['reserved'],
  decide: ({ id, actor, now, reference, limits }) => {
    const { month, site, wanted, purse, frozen, lapses } = reference;
    if (limits.residentsMay === 0 && !holdsRole(actor, ['courier']))
      return refuse(
        'couriersOnly',
        'Couriers exchange their points here. Ask the street whether residents may, too.',
        '目前仅骑手可兑换，居民兑换请咨询街道。',
      );
    if (site.closed) return siteClosed(site);
    if (frozen)
      return refuse(
        'frozen',
        `Your points are frozen until ${frozen.until} (${frozen.reason}). You go on earning; exchange them afterwards.`,
        `您的积分冻结至${frozen.until}（${frozen.reason}）。冻结期间照常积分，解冻后可兑换。`,
      );
    const paused = pausedUntil(lapses, now, limits);
    if (paused !== null)
      return refuse(
        'paused',
        `Reservations were not collected ${limits.lapsesToPause} times. You can reserve again from ${moment(paused)}.`,
        `您已${limits.lapsesToPause}次逾期未取，${moment(paused)}起可再次兑换。`,
      );
    if (purse.balance < 0)
      return refuse(
        'inDebt',
        `Your account is at ${purse.balance} points, because points were taken back. What you earn fills it first; no money is asked for.`,
        `您的积分为${purse.balance}（此前积分被撤销），后续所得先行抵补，不收取现金。`,
      );
    const points = wanted.reduce((sum, one) => sum + one.points * one.n, 0);
    if (points > purse.spendable) return notEnough(points, purse);
    const short = wanted.find((one) => one.n > one.shelf);
    if (short) return soldOut(short);
    const title = wanted.map(({ title, n }) => `${title.zh} ${title.en}×${n}`).join('、');
    const facts: Facts = {
      holder: { id: actor.id, name: actor.name },
      items: wanted.map(({ sku, title, n, points }) => ({ sku, title, n, points })),
      site: { id: site.id, title: site.title },
      points,
      codes: 0,
      moves: 0,
      reminders: 0,
      collectedAt: null,
      lapsed: false,
      ending: null,
    };
    return {
      state: 'reserved',
      title,
      unit: site.unit,
      facts,
      effects: [
        addParties({ role: 'holder', person: actor.id, name: actor.name }),
        setsAside({ caseId: id, person: actor.id, month }, site.id, wanted, { points, purse, limits }),
      ],
      notify: [
        notify(HOLDER, 'reserved', { points, ...both('site', site.title) }),
        notify(KEEPER, 'toPack', both('site', site.title)),
      ],
    };
  },
};
