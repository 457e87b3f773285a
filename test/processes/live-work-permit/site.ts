/** A live-line job for the tests: its people with what they are qualified for, a short list of steps, and what the data says to the rules. */

import { EVERYBODY_THERE, itemsOf, type Played, person, play, START } from '../../../testing/play.ts';
import { defaultsOf } from '../../../workflows/kernel/limits.ts';
import type { Staff } from '../../../workflows/kernel/staffing.ts';
import type { Facts } from '../../../workflows/live-work-permit/facts.ts';
import { type Limits, limits as standard } from '../../../workflows/live-work-permit/limits.ts';
import { liveWorkPermit } from '../../../workflows/live-work-permit/rules.ts';
import type { Candidate, Held, JobType, Reference } from '../../../workflows/live-work-permit/vocabulary.ts';

/** The day of work. */
export const DAY = '2026-03-02';
export const YESTERDAY = '2026-03-01';
export const TOMORROW = '2026-03-03';
export const HOUR = 3_600_000;

const qualified: readonly Held[] = [{ kind: 'liveLineWork', from: '2025-01-01', until: null }];
export const candidate = (id: string, role: string, qualifications: readonly Held[] = qualified): Candidate => ({
  ...person(id, role),
  qualifications,
});

export const issuer = person('zhang', 'permitIssuer');
export const leader = candidate('fan', 'workLeader');
export const otherLeader = candidate('luo', 'workLeader');
export const permitter = candidate('sun', 'permitter', []);
export const guardian = candidate('guo', 'guardian');
export const otherGuardian = candidate('han', 'guardian');
export const cai = candidate('cai', 'lineWorker');
export const deng = candidate('deng', 'lineWorker');
export const liang = candidate('liang', 'lineWorker');
export const everyone = [leader, otherLeader, permitter, guardian, otherGuardian, cai, deng, liang];

export const job: JobType = {
  title: { en: 'Replace a fuse', zh: '更换熔断器' },
  qualifications: [{ id: 'liveLineWork', title: { en: 'live-line work', zh: '带电作业资格' } }],
  minMembers: 1,
  steps: [
    { id: 'shield', title: { en: 'Shield', zh: '遮蔽' } },
    { id: 'bypass', title: { en: 'Hang the bypass', zh: '挂旁路' } },
    { id: 'unshield', title: { en: 'Unshield', zh: '拆遮蔽' } },
  ],
  gear: [
    { id: 'cable', title: { en: 'bypass cables', zh: '旁路电缆' }, count: 3 },
    { id: 'switch', title: { en: 'bypass switch', zh: '旁路开关' }, count: 1 },
  ],
  weather: { wind: 10.7, humidity: 80 },
  insulation: 700,
};

/** An hour passes with each act of a played case, so that its permits hold long. */
export const limits = {
  ...(defaultsOf(standard) as Limits),
  permitMinutes: 100 * 60,
  extensionMinutes: 10 * 60,
  checkMinutes: 50 * 60,
};

export const sent = {
  job: 'fuse',
  line: 'E551',
  sections: ['1'],
  task: 'Replace the fuse on pole 12.',
  from: new Date(START).toISOString(),
  until: new Date(START + 60 * HOUR).toISOString(),
  leader: 'fan',
  permitter: 'sun',
  guardian: 'guo',
  members: ['cai', 'deng'],
};
export const reference: Reference['start'] & { readonly limits: Limits } = {
  limits,
  job,
  line: { id: 'E551', title: { en: 'Jingzhen E551', zh: '精镇E551' } },
  sections: [{ id: '1', from: 1, to: 3, title: { en: 'poles 1 to 3', zh: '1至3号杆' } }],
  leader,
  permitter,
  guardian,
  members: [cai, deng],
  days: [DAY],
};
export const crew: Reference['permit'] & { readonly limits: Limits } = {
  limits,
  crew: [leader, guardian, cai, deng],
  days: [DAY],
};

/** The briefing as it was held first. */
export const first = { version: 1 };

export const weather = { wind: 3, humidity: 50, thunder: false, precipitation: false };
export const tools = { megohms: 1000, tools: 'Rods and gloves.' };
export const gear = [
  { item: 'cable', count: 3 },
  { item: 'switch', count: 1 },
];
export const ended = { siteCleared: true, gear, report: 'Done.' };

export const issued = (
  more: Partial<Reference['start']> = {},
  input: object = {},
  staff: Staff = EVERYBODY_THERE,
): Played<Facts> =>
  play<Facts>(
    liveWorkPermit,
    { id: 'LP-1', actor: issuer, input: { ...sent, ...input }, reference: { ...reference, ...more } },
    staff,
  );

export const prepared = (...as: Parameters<typeof issued>): Played<Facts> =>
  issued(...as)
    .does(leader, 'recordSurvey', { findings: 'Pole stands free.' })
    .does(leader, 'checkWeather', weather)
    .does(leader, 'checkInsulation', tools)
    .does(leader, 'recordFencing', { measures: 'Fence and two signs.' });

export const briefed = (...as: Parameters<typeof issued>): Played<Facts> =>
  prepared(...as).does(leader, 'holdBriefing', { task: 'T', division: 'D', hazards: 'H', measures: 'M' });

export const signed = (...as: Parameters<typeof issued>): Played<Facts> =>
  briefed(...as)
    .does(cai, 'signBriefing', first)
    .does(deng, 'signBriefing', first)
    .does(guardian, 'signBriefing', first);

export const atWork = (...as: Parameters<typeof issued>): Played<Facts> => signed(...as).does(permitter, 'permit', {}, crew);

export const stepsDone = (played: Played<Facts>): Played<Facts> => {
  for (const { id } of job.steps)
    played.does(cai, 'confirmStep', { step: id }, crew).does(guardian, 'confirmStep', { step: id }, crew);
  return played;
};

export const tasks = (played: Played<Facts>) =>
  played.current().tasks.map(({ action, person, role }) => `${action} ${person ?? role}`);
/** What was released by the last act. */
export const released = (played: Played<Facts>) =>
  (itemsOf(played.last(), 'holds') as { op: string; resource: string }[]).flatMap(({ op, resource }) =>
    op === 'release' ? [resource] : [],
  );
export const told = (played: Played<Facts>, notice: string) =>
  (played.last().notify ?? []).filter((one) => one.notice === notice).map(({ to }) => ('person' in to ? to.person : to));
