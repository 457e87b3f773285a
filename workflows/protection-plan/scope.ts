/** What a plan must be like, so that its rounds cover what it protects. Pure. */
import { holdsRole, type Refusal, refuse } from '../kernel/process.ts';
import type { PlannedRound, Round, Scope, Span } from './facts.ts';
import type { Inputs } from './inputs.ts';
import type { Assignee, Moments } from './vocabulary.ts';

type RoundInput = Inputs['start']['rounds'][number];

/** Rounds as they were sent, with who was named for them; numbered on from `last`. */
export const plannedRounds = (
  sent: readonly RoundInput[],
  assignees: readonly Assignee[],
  last = 0,
): readonly PlannedRound[] | Refusal => {
  const rounds: PlannedRound[] = [];
  for (const [index, { from, to, lines }] of sent.entries()) {
    const number = last + index + 1;
    const { person, unit, held } = assignees[index] ?? { person: null, unit: null, held: false };
    const named = sent[index];
    if ((named?.person === undefined) === (named?.unit === undefined)) {
      return refuse(
        'personOrUnit',
        `Name either a patroller or a unit for round ${number}.`,
        `第${number}轮请填写巡视人员或巡视单位，二者选一。`,
      );
    }
    if (person && !holdsRole(person, ['patroller'], person.unit === undefined ? {} : { unit: person.unit })) {
      return refuse(
        'notAPatroller',
        `${person.name} of round ${number} isn’t a patroller; name one who is, or a unit.`,
        `第${number}轮的${person.name}不是巡视人员，请另行指定或填写单位。`,
      );
    }
    if (!person && unit && !held) {
      return refuse(
        'noPatrollerThere',
        `${unit.title.en} of round ${number} has no patroller; choose another unit.`,
        `第${number}轮的${unit.title.zh}没有巡视人员，请选择其他单位。`,
      );
    }
    rounds.push({ number, from, to, lines: [...new Set(lines)], unit, assignee: person?.id ?? null });
  }
  return rounds;
};

/** Why a season with these rounds doesn't cover its scope. Rounds that are over or cancelled are not looked at again. */
export const problemOf = (
  season: Span,
  scope: Scope,
  rounds: readonly (PlannedRound & Partial<Pick<Round, 'state'>>)[],
): Refusal | undefined => {
  if (season.from > season.to) {
    return refuse(
      'seasonBackwards',
      `The season ends on ${season.to}, before it begins on ${season.from}; correct the days.`,
      `季节结束日期${season.to}早于开始日期${season.from}，请更正。`,
    );
  }
  const lines = new Set(scope.lines.map(({ id }) => id));
  const stray = [...scope.wells, ...scope.customers].find(({ line }) => !lines.has(line));
  if (stray) {
    return refuse(
      'lineNotInPlan',
      `${stray.title.en} is fed by line ${stray.line}, which isn’t in the plan; add the line.`,
      `${stray.title.zh}由线路${stray.line}供电，该线路不在方案内，请补充。`,
    );
  }
  for (const round of rounds.filter(({ state }) => state !== 'cancelled' && state !== 'finished')) {
    if (round.from > round.to) {
      return refuse(
        'roundBackwards',
        `Round ${round.number} ends on ${round.to}, before it begins; correct its days.`,
        `第${round.number}轮结束日期${round.to}早于开始日期，请更正。`,
      );
    }
    if (round.from < season.from || round.to > season.to) {
      return refuse(
        'roundOutsideSeason',
        `Round ${round.number} (${round.from} to ${round.to}) lies outside of the season (${season.from} to ${season.to}); move it or the season.`,
        `第${round.number}轮（${round.from}至${round.to}）超出方案季节（${season.from}至${season.to}），请调整。`,
      );
    }
    const other = round.lines.find((line) => !lines.has(line));
    if (other !== undefined) {
      return refuse(
        'roundLineNotInPlan',
        `Round ${round.number} inspects line ${other}, which isn’t in the plan; add the line, or plan the round without it.`,
        `第${round.number}轮包含方案外线路${other}，请补充线路或调整该轮。`,
      );
    }
  }
  const visited = new Set(rounds.filter(({ state }) => state !== 'cancelled').flatMap((round) => round.lines));
  const left = scope.lines.find(({ id }) => !visited.has(id));
  return left
    ? refuse(
        'lineWithoutRound',
        `No round inspects ${left.title.en}; plan one, or take the line out.`,
        `${left.title.zh}未编入任何一轮巡视，请编排或移出该线路。`,
      )
    : undefined;
};

/** Why a plan can't begin any more: its season is over, or a round that is still to be opened is. */
export const tooLate = (season: Span, rounds: readonly PlannedRound[], moments: Moments, now: number): Refusal | undefined => {
  const over = (day: string) => (moments[day]?.endsAt ?? 0) <= now;
  if (over(season.to)) {
    return refuse(
      'seasonOver',
      `The season ended on ${season.to}; draw the plan up for days to come.`,
      `方案季节已于${season.to}结束，请调整日期。`,
    );
  }
  const past = rounds.find(({ to }) => over(to));
  return past
    ? refuse(
        'roundInThePast',
        `Round ${past.number} was to be finished by ${past.to}, which has passed; have its days changed first.`,
        `第${past.number}轮应于${past.to}前完成，日期已过，请先调整。`,
      )
    : undefined;
};

/** A round of a draft, with what of the scope lies on its lines. */
export const drafted = (planned: PlannedRound, { wells, customers }: Scope): Round => {
  const on = (items: Scope['wells']) => items.filter(({ line }) => planned.lines.includes(line)).map(({ id }) => id);
  return {
    ...planned,
    wells: on(wells),
    customers: on(customers),
    case: null,
    state: 'drafted',
    revision: -1,
    overdue: false,
    beganAt: null,
    finishedAt: null,
    inspected: [],
  };
};
