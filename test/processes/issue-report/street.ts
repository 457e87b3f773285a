/** A street for the tests: its people, units, a category, and what its data says to the rules. */

import { EVERYBODY_THERE, type Played, person, play } from '../../../testing/play.ts';
import type { Facts, Named } from '../../../workflows/issue-report/facts.ts';
import { type Limits, limits as rules } from '../../../workflows/issue-report/limits.ts';
import { issueReport } from '../../../workflows/issue-report/rules.ts';
import type { Reference } from '../../../workflows/issue-report/vocabulary.ts';
import { defaultsOf } from '../../../workflows/kernel/limits.ts';
import type { Actor } from '../../../workflows/kernel/process.ts';
import type { Staff } from '../../../workflows/kernel/staffing.ts';
import { staffWithout } from '../leaving.ts';

export const limits = defaultsOf(rules) as Limits;

export const desk: Named = { id: 'desk', title: { en: 'Command office', zh: '综合信息指挥室' } };
export const urban: Named = { id: 'urban', title: { en: 'Urban management', zh: '综合行政执法队' } };
export const fire: Named = { id: 'fire', title: { en: 'Fire safety', zh: '消防救援站' } };
export const township: Named = { id: 'north', title: { en: 'North township station', zh: '城北工作站' } };
export const grid: Named = { id: 'grid3', title: { en: 'Grid 3', zh: '第三网格' } };

export const wang = person('wang', 'resident');
export const chen = person('chen', 'courier');
export const caller = person('hotline', 'hotlineAgent');
export const nobody = { id: 'anonymous', name: '', grants: [{ role: 'anonymous' }] };
export const officer = person('officer', 'officer', { areas: ['grid3'] });
export const farOfficer = person('far-officer', 'officer', { areas: ['grid9'] });
export const dispatcher = person('dispatcher', 'dispatcher');
export const ruler = person('ruler', 'ruler');
export const li = person('li', 'handler', { units: ['urban'] });
export const zhao = person('zhao', 'handler', { units: ['urban'] });
export const fireman = person('fireman', 'handler', { units: ['fire'] });
export const shiftLeader = person('shift', 'shiftLeader', { units: ['urban'] });
export const leader = person('leader', 'leader', { units: ['urban'] });
export const follower = (of: string) => person(`follower:${of}`, 'follower');

export const photo = (letter = 'a') => ({ sha256: letter.repeat(64), mime: 'image/jpeg', bytes: 1000 });
export const spot = { lat: 30, lon: 120.57 };

export const category: Reference['start']['category'] = {
  code: 'pavement',
  title: { en: 'Occupied pavement', zh: '占道经营' },
  handle: { workingDays: 3 },
  anonymous: false,
  emergency: null,
  legal: null,
  sealed: false,
};

export const opening: Reference['start'] & { readonly limits: Limits } = {
  limits,
  category,
  area: grid,
  desk,
  dispatch: { rule: 'pavements', why: { en: 'Pavements are urban management’s.', zh: '占道经营由执法队负责。' }, unit: urban },
  same: null,
};

export const filed = {
  category: 'pavement',
  text: 'Boxes block the pavement before number 12.',
  place: spot,
  photos: [photo()],
};

/** A report that a dispatch rule gave to urban management, or whatever the known data says instead. */
export const report = (
  actor = wang,
  reference: Partial<Reference['start']> = {},
  input: Record<string, unknown> = {},
  id = 'IR-1',
  staff: Staff = EVERYBODY_THERE,
): Played<Facts> =>
  play<Facts>(issueReport, { id, actor, input: { ...filed, ...input }, reference: { ...opening, ...reference } }, staff);

export const people: readonly Actor[] = [
  wang,
  person('wu', 'courier'),
  chen,
  caller,
  officer,
  farOfficer,
  dispatcher,
  ruler,
  li,
  zhao,
  fireman,
  shiftLeader,
  leader,
  person('fire-shift', 'shiftLeader', { units: ['fire'] }),
  person('fire-leader', 'leader', { units: ['fire'] }),
];
/** The staff of the street after these people have left. */
export const without = (...left: readonly Actor[]): Staff => staffWithout(people, ...left);

export const inHand = () => report().does(li, 'accept');
export const closedReport = (reporter = wang) =>
  report(reporter).does(li, 'accept').does(li, 'done', result, { limits }).does(officer, 'verify', onTheSpot, checked);

export const result = { ending: 'settled', result: 'The boxes are gone.', photos: [photo('b')] };
export const onTheSpot = { passed: true, at: spot, photos: [] };
/** A check whose photos, if any, nobody has shown before. */
export const checked = { limits, shown: [], elsewhere: [], since: null };
export const chosen = (unit: Named, pushedDownFrom: Named | null = null, manned = true) => ({ unit, pushedDownFrom, manned });
export const told = (played: Played<Facts>, notice: string) =>
  (played.last().notify ?? []).filter((told) => told.notice === notice);
export const actions = (played: Played<Facts>) =>
  played.current().tasks.map(({ action, person, role }) => `${action} ${person ?? role}`);
