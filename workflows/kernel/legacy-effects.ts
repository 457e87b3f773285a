/** Effects from the fields of an outcome that the processes wrote before there were constructors. To be deleted with those fields. */
import {
  actOn,
  addParties,
  attach,
  credit,
  disqualify,
  type Effect,
  expire,
  hold,
  keepKnowledge,
  link,
  openCase,
  qualify,
  release,
  reverse,
  standBy,
  takeBack,
  unlink,
} from '../effects/index.ts';
import type { Outcome } from './process.ts';

/** The effects that the old fields of an outcome mean. */
export const effectsOf = (outcome: Outcome): readonly Effect[] => [
  hold(...(outcome.hold ?? [])),
  release(...(outcome.release ?? [])),
  ...(outcome.await ?? []).map(({ resource, title, notify }) => standBy(resource, title, notify)),
  addParties(...(outcome.parties ?? [])),
  attach(outcome.attach ?? []),
  ...(outcome.unlink ?? []).map(({ to, as }) => unlink(to, as)),
  ...(outcome.link ?? []).map(({ to, as }) => link(to, as)),
  ...(outcome.act ?? []).map(({ on, action, input }) => actOn(on, action, input)),
  ...(outcome.open ?? []).map(({ process, input }) => openCase(process, input)),
  qualify(...(outcome.qualify ?? [])),
  disqualify(...(outcome.disqualify ?? [])),
  keepKnowledge(...(outcome.knowledge ?? [])),
  credit(...(outcome.credit ?? [])),
  reverse(...(outcome.reverse ?? [])),
  takeBack(...(outcome.takeBack ?? [])),
  ...(outcome.expire ? [expire(outcome.expire.asset, outcome.expire.before)] : []),
];
