/** A grower’s question, as the rules alone know it. */
import { type Played, person, play } from '../../../testing/play.ts';
import type { Facts } from '../../../workflows/field-guidance/facts.ts';
import { fieldGuidance } from '../../../workflows/field-guidance/rules.ts';
import type { Reference } from '../../../workflows/field-guidance/vocabulary.ts';
import type { Actor } from '../../../workflows/kernel/process.ts';
import type { Staff } from '../../../workflows/kernel/staffing.ts';

export const grower = person('mou', 'grower');
export const clerk = person('du', 'stationClerk');
export const secretary = person('pei', 'guidanceSecretary');
export const [su, tang, mao] = [person('su', 'expert'), person('tang', 'expert'), person('mao', 'expert')];
export const handler = person('xu', 'handler', { units: ['farm'] });
export const leader = person('ying', 'leader');
export const people: readonly Actor[] = [grower, clerk, secretary, su, tang, mao, handler, leader];

export const candidates = [su, tang].map(({ id, name }) => ({ id, name, open: 0 }));
export const TODAY = '2026-03-02';
const end = (day: string) => Date.parse(`${day}T24:00:00+08:00`);
export const ends = Object.fromEntries(
  Array.from({ length: 31 }, (_, n) => `2026-03-${String(n + 1).padStart(2, '0')}`).map((day) => [day, end(day)]),
);
export const place = { lat: 28.5688, lon: 121.3411 };

const symptom = {
  id: 'leafSpot',
  title: { en: 'Leaf spot', zh: '叶斑病' },
  remote: false,
  handOver: false,
  department: 'farm',
  specialities: ['disease'],
};
export const asking = (more: Partial<Reference['start']> = {}): Reference['start'] => ({
  grower,
  coop: null,
  crop: { id: 'loquat', title: { en: 'Loquat', zh: '枇杷' } },
  symptom,
  urgent: false,
  plot: 'P01',
  village: { id: 'xiaotong', en: 'Xiaotong', zh: '小桐村' },
  place,
  mu: 1,
  like: null,
  ...more,
});

/** Asked by the grower, or by somebody for them. */
export const asked = (more: Partial<Reference['start']> = {}, by: Actor = grower, staff?: Staff): Played<Facts> =>
  play<Facts>(
    fieldGuidance,
    { actor: by, input: { text: '叶片有斑。', photos: [], urgent: false }, reference: asking(more) },
    ...(staff ? [staff] : []),
  );
export const offered = (more?: Partial<Reference['start']>, staff?: Staff) =>
  asked(more, grower, staff).does(secretary, 'triage', { way: 'visit' }, { candidates, department: null });
export const planned = (staff?: Staff) => offered({}, staff).does(su, 'accept', {}, { open: 0, load: 3 });
export const visited = (staff?: Staff) =>
  planned(staff)
    .does(su, 'plan', { at: '2026-03-02T16:00:00+08:00', agreed: 'phone' })
    .does(su, 'visit', { at: place, findings: '霉层', photos: [], withoutAllowance: false }, { month: '2026-03' });

/** A product that needs seven days of safety. */
export const leafGuard = {
  product: 'leafGuard',
  title: { en: 'Leaf Guard', zh: '叶护' },
  dose: '800',
  safetyDays: 7,
  supplier: 'nursery',
};
/** What the tenant's data says to advice with so many products. */
export const data = (more: Partial<Reference['advise']> = {}): Reference['advise'] => ({
  today: TODAY,
  inputs: [leafGuard],
  stakes: [],
  ends,
  ...more,
});
export const spray = (day = TODAY, more: object = {}) => ({
  diagnosis: '叶斑病',
  measures: [{ text: '喷药', day, input: { product: 'leafGuard', ...more } }],
});
export const advised = (staff?: Staff) => visited(staff).does(su, 'advise', spray(), data());
