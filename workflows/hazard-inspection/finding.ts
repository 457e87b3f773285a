/** A patroller finds a hazard: its line is held from this moment on, and its limit runs. */
import { attach, hold, link } from '../effects/index.ts';
import { both } from '../kernel/parts.ts';
import { type Process, refuse } from '../kernel/process.ts';
import { openOn } from '../lines/line.ts';
import type { Facts } from './facts.ts';
import { tooFewPhotos, tooManyPhotos } from './guards.ts';
import type { Inputs } from './inputs.ts';
import type { limits } from './limits.ts';
import type { Clock, Reference, Role, State } from './vocabulary.ts';
import { notify, titleOf, toPlan } from './waiting.ts';

export const finding: Process<Inputs, Facts, Reference, State, Clock, Role, typeof limits>['start'] = {
  title: { en: 'Report a hazard', zh: '上报隐患' },
  description: {
    en: 'On a line and its section, or at another place. Nothing is connected to the line until the hazard is closed; the leader hears of a critical one at once.',
    zh: '填写所在线路及区段或其他地点。隐患闭环前，该线路不得接电；危急隐患立即通知分管领导。',
  },
  event: 'Found',
  by: ['patroller'],
  to: ['found'],
  decide: ({ id, actor, now, input, reference, limits }) => {
    const { grade, line, section } = reference;
    if (!line && !input.place) {
      return refuse(
        'whereMissing',
        'Say where it is: give its line and section, or a place.',
        '请填写隐患所在线路及区段，或其他地点。',
      );
    }
    const photos = tooManyPhotos(input.photos, limits) ?? tooFewPhotos(input.photos, limits);
    if (photos) return photos;

    const { place } = input;
    const facts: Facts = {
      ...blank,
      grade,
      text: input.text,
      line,
      section,
      place: place ? { lat: place.lat, lon: place.lon, address: place.address ?? null } : null,
      plan: reference.plan,
      round: reference.round,
      finder: actor.id,
      foundAt: now,
    };
    const words = { ...both('grade', grade.title), ...whereWords(facts) };
    return {
      state: 'found',
      facts,
      title: titleOf(facts),
      ...unitOf(reference.home ?? actor.unit),
      effects: [
        attach(input.photos),
        ...(line ? [hold(openOn(line))] : []),
        ...(reference.plan === null ? [] : [link(reference.plan, 'foundIn')]),
        ...(reference.round === null ? [] : [link(reference.round, 'foundInRound')]),
        ...toPlan(id, 0, facts, 'open'),
      ],
      notify: [
        notify({ role: 'leader' }, grade.tellAtOnce ? 'tellAtOnce' : 'toAssign', words),
        notify({ role: 'rectifier' }, 'toAccept', words),
      ],
    };
  },
};

/** A hazard comes to those who look after its line, or else to the unit of who found it. */
const unitOf = (unit: string | undefined) => (unit === undefined ? {} : { unit });

/** The facts of a hazard that nobody has taken up yet. */
const blank = {
  gradeChanges: [],
  rectifier: null,
  workedOn: [],
  measures: [],
  extensions: [],
  result: null,
  rectifiedAt: null,
  rework: 0,
  permitNeeded: null,
  permits: [],
  foundToFixed: null,
  closedAt: null,
  withdrawal: null,
} satisfies Partial<Facts>;

/** Where it is, in words for a notice. */
const whereWords = ({ line, section, place }: Facts) => {
  const written = place?.address ?? (place ? `${place.lat}, ${place.lon}` : '');
  return both('where', {
    en: [line?.title.en, section?.title.en, written].filter(Boolean).join(', '),
    zh: [line?.title.zh, section?.title.zh, written].filter(Boolean).join('，'),
  });
};
