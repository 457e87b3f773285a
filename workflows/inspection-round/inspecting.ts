/** A patroller begins the round, ticks off what was inspected, where and when, and finishes it. */
import { attach } from '../effects/index.ts';
import { isGone, personOrRole, reservedTo } from '../kernel/parts.ts';
import { type Refusal, refuse } from '../kernel/process.ts';
import type { Facts, Inspection, Item } from './facts.ts';
import { type FoundHazard, type GuardContext, plannerRole, type RulesOf } from './vocabulary.ts';
import { notify, toPlan } from './waiting.ts';

/** For the patroller who has the round; for all of the unit where there is none, or they have gone. */
export const notMine = (context: GuardContext): Refusal | undefined => {
  const { assignee } = context.current.facts;
  return reservedTo(context, assignee === null ? [] : [assignee], () =>
    refuse(
      'somebodyElses',
      'This round was given to another patroller. Ask the planner to give it to you.',
      '本轮巡视已指定其他人员，请联系方案编制人改派。',
    ),
  );
};

/** A patroller who goes on in the place of one who has gone has the round from then on. */
export const takenOver = ({ current, actor }: Pick<GuardContext, 'current' | 'actor'>): Partial<Facts> =>
  current.facts.assignee !== null && isGone(current, current.facts.assignee) ? { assignee: actor.id } : {};

/** What of a round hasn't been inspected yet. */
export const missing = ({ items, inspections }: Pick<Facts, 'items' | 'inspections'>): readonly Item[] =>
  items.filter((item) => !inspections.some(({ kind, id }) => kind === item.kind && id === item.id));

/** Hazards found on this round that lie on what was inspected, as far as the line tells. */
const on = ({ line }: Pick<Item, 'line'>, hazards: readonly FoundHazard[]) =>
  hazards.filter((hazard) => hazard.line === line || hazard.line === null);

/** Whether what was found at one of these is reported: as a hazard on its line, or as a finding at the checkpoint. */
const isReported = (item: Item, { findings = [] }: Facts, hazards: readonly FoundHazard[]): boolean =>
  item.kind === 'checkpoint' ? findings.some(({ point }) => point === item.id) : on(item, hazards).length > 0;

const names = (items: readonly Item[], language: 'en' | 'zh') =>
  items.map(({ title }) => title[language]).join(language === 'en' ? ', ' : '、');

export const inspecting: RulesOf<'begin' | 'inspect' | 'finish'> = {
  begin: {
    title: { en: 'Begin the round', zh: '开始巡视' },
    event: 'RoundBegun',
    by: ['patroller'],
    from: ['due'],
    to: ['underWay'],
    guard: notMine,
    decide: ({ current, actor, now }) => {
      const facts = { beganAt: now, assignee: actor.id };
      return {
        state: 'underWay',
        facts,
        effects: [toPlan(current.id, current.revision + 1, 'underWay', { ...current.facts, ...facts })],
      };
    },
  },
  inspect: {
    title: { en: 'Tick off as inspected', zh: '巡视打点' },
    description: {
      en: 'Say that a line, well or customer was inspected, where and when, and whether hazards were found there. Each hazard is reported as a case that names this round.',
      zh: '登记线路、机井或重要用户已巡视及时间、地点、有无隐患；发现隐患须另行上报并注明本轮巡视。',
    },
    event: 'Inspected',
    by: ['patroller'],
    from: ['underWay'],
    guard: notMine,
    decide: ({ current, actor, now, input, reference, limits }) => {
      const { facts } = current;
      const item = facts.items.find(({ kind, id }) => kind === input.kind && id === input.id);
      if (!item) {
        const open = missing(facts);
        return refuse(
          'notInRound',
          `There is no ${input.kind} ${input.id} in this round. Still to be inspected: ${names(open, 'en') || 'nothing'}.`,
          `本轮巡视没有${input.id}。尚待巡视：${names(open, 'zh') || '无'}。`,
        );
      }
      if (!missing(facts).includes(item)) {
        return refuse(
          'inspectedAlready',
          `${item.title.en} was ticked off already. Report what was found since as a hazard.`,
          `${item.title.zh}已登记巡视，如另有发现请上报隐患。`,
        );
      }
      if (!input.place && input.photos.length === 0) {
        return refuse(
          'notOnTheSpot',
          'Things are inspected on the spot: send where you stand, or a photo.',
          '须到现场巡视，请提供当前位置或现场照片。',
        );
      }
      if (input.photos.length > limits.maxPhotos) {
        return refuse('tooManyPhotos', `Send at most ${limits.maxPhotos} photos.`, `最多上传${limits.maxPhotos}张照片。`);
      }
      const at = input.at === undefined ? now : Date.parse(input.at);
      // Only what somebody wrote is doubted: the clocks of two machines differ.
      if (input.at !== undefined && (at > now || at < (facts.beganAt ?? 0))) {
        return refuse(
          'outsideTheRound',
          'It can only have been inspected between the beginning of the round and now; correct the time or leave it out.',
          '巡视时间应在本轮开始之后、当前时间之前，请更正或留空。',
        );
      }
      const [hazard] = reference.hazards.filter(({ line }) => line === item.line);
      if (input.result === 'clear' && hazard && item.kind === 'line') {
        return refuse(
          'hazardReported',
          `${item.title.en} can’t be clear: ${hazard.id} was found on it on this round. Tick it off with hazards.`,
          `${item.title.zh}本轮已上报隐患${hazard.id}，不能登记为无隐患，请登记为有隐患。`,
        );
      }
      if (input.result === 'clear' && item.kind === 'checkpoint' && isReported(item, facts, [])) {
        return refuse(
          'foundThere',
          `${item.title.en} can’t be clear: something was found there on this round. Tick it off with hazards.`,
          `${item.title.zh}本轮已登记问题，不能登记为无隐患，请登记为有隐患。`,
        );
      }
      const { place } = input;
      const inspection: Inspection = {
        kind: item.kind,
        id: item.id,
        result: input.result,
        at,
        by: actor.id,
        place: place ? { lat: place.lat, lon: place.lon, address: place.address ?? null } : null,
        note: input.note ?? null,
      };
      const changed = { inspections: [...facts.inspections, inspection], ...takenOver({ current, actor }) };
      return {
        facts: changed,
        effects: [attach(input.photos), toPlan(current.id, current.revision + 1, current.state, { ...facts, ...changed })],
      };
    },
  },
  finish: {
    title: { en: 'Finish the round', zh: '完成巡视' },
    description: {
      en: 'When everything is ticked off, or with the reason why something was left out.',
      zh: '全部巡视完成后办结；有遗漏的须说明原因。',
    },
    event: 'RoundFinished',
    by: ['patroller'],
    from: ['underWay'],
    to: ['finished'],
    guard: notMine,
    decide: ({ current, actor, now, input, reference }) => {
      const { facts } = current;
      const open = missing(facts);
      if (open.length > 0 && input.reason === undefined) {
        return refuse(
          'notAllInspected',
          `Still to be inspected: ${names(open, 'en')}. Tick them off, or say why they are left out.`,
          `尚未巡视：${names(open, 'zh')}。请继续巡视，或说明未巡视的原因。`,
        );
      }
      const unreported = facts.inspections
        .filter(({ result }) => result === 'hazards')
        .flatMap(({ kind, id }) => facts.items.filter((item) => item.kind === kind && item.id === id))
        .filter((item) => !isReported(item, facts, reference.hazards));
      if (unreported.length > 0) {
        return facts.patrol
          ? refuse(
              'findingMissing',
              `Something was found at ${names(unreported, 'en')} and isn’t noted; note what it is, or settle it there.`,
              `${names(unreported, 'zh')}登记有问题但未填报，请登记发现的问题或当场处置情况。`,
            )
          : refuse(
              'hazardNotReported',
              `Hazards were found at ${names(unreported, 'en')} and none is reported; report them with this round’s number.`,
              `${names(unreported, 'zh')}登记有隐患但未上报，请上报隐患并注明本轮编号。`,
            );
      }
      const changed = {
        finishedAt: now,
        leftOut: open.length > 0 ? (input.reason ?? null) : null,
        ...takenOver({ current, actor }),
      };
      return {
        state: 'finished',
        facts: changed,
        ...(changed.leftOut === null ? {} : { reason: changed.leftOut }),
        effects: [toPlan(current.id, current.revision + 1, 'finished', { ...facts, ...changed })],
        notify: [
          notify(personOrRole(current, facts.planner, plannerRole(facts)), 'roundFinished', {
            number: facts.number,
            inspected: facts.items.length - open.length,
            planned: facts.items.length,
          }),
        ],
      };
    },
  },
};
