/** A power station for the tests: its people, lines, and what its data says to the rules of a hazard. */

import { EVERYBODY_THERE, type Played, person, play } from '../../../testing/play.ts';
import type { Facts } from '../../../workflows/hazard-inspection/facts.ts';
import { defaultGrades, type Grade } from '../../../workflows/hazard-inspection/grades.ts';
import { hazardInspection } from '../../../workflows/hazard-inspection/rules.ts';
import type { Reference } from '../../../workflows/hazard-inspection/vocabulary.ts';
import type { Staff } from '../../../workflows/kernel/staffing.ts';

export const station = { id: 'fenghui', title: { en: 'Fenghui station', zh: '丰惠供电所' } };
const of = (id: string, role: string, unit = 'fenghui') => ({ ...person(id, role, { units: [unit] }), unit });

export const yao = of('yao', 'patroller');
export const lv = of('lv', 'patroller');
export const kong = of('kong', 'rectifier');
export const wei = of('wei', 'rectifier', 'xiaoyue');
export const cen = of('cen', 'rectifier');
/** Patrols and rectifies. */
export const both = { ...kong, id: 'both', name: 'both', grants: [...kong.grants, ...yao.grants] };
export const planner = person('yuan', 'protectionPlanner');
export const leader = person('shao', 'leader');
export const issuer = person('zhang', 'permitIssuer');

export const grade = (code: 'general' | 'serious' | 'critical', more: Partial<Grade> = {}): Grade => ({
  code,
  ...(defaultGrades[code] as Omit<Grade, 'code'>),
  ...more,
});
export const line = { id: 'E551', title: { en: 'Jingzhen E551', zh: '精镇E551' } };
export const section = { id: '2', from: 19, to: 36, title: { en: 'poles 19 to 36', zh: '19至36号杆' } };
export const photo = (letter = 'a') => ({ sha256: letter.repeat(64), mime: 'image/jpeg', bytes: 1000 });
export const spot = { lat: 30, lon: 120.8 };

export const start: Reference['start'] = { grade: grade('serious'), line, section, home: null, plan: null, round: null };
export const days = { calendarDays: 3, workingDays: 2 };
export const rechecked = { days, openPermits: [], workers: [] };
export const inTime = { overdue: false };
export const onTheSpot = { passed: true, at: spot, photos: [photo('c')] };

export const found = (
  reference: Partial<Reference['start']> = {},
  input: object = {},
  staff: Staff = EVERYBODY_THERE,
): Played<Facts> =>
  play<Facts>(
    hazardInspection,
    {
      actor: yao,
      input: { grade: 'serious', text: 'A tree leans on the line', line: 'E551', section: '2', photos: [photo()], ...input },
      reference: { ...start, ...reference },
    },
    staff,
  );

export const work = { text: 'Cutting.', photos: [] };
export const result = { result: 'The tree was cut.', photos: [photo('b')] };

/** A hazard that kong accepted. */
export const accepted = (...as: Parameters<typeof found>): Played<Facts> => found(...as).does(kong, 'accept');
/** A hazard that kong has reported rectified. */
export const rectified = (...as: Parameters<typeof found>): Played<Facts> => accepted(...as).does(kong, 'rectify', result);
