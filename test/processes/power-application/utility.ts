/** A utility for the tests: its people, its tracks, and what its data says to the rules. */

import { EVERYBODY_THERE, type Played, person, play } from '../../../testing/play.ts';
import type { Staff } from '../../../workflows/kernel/staffing.ts';
import type { Facts } from '../../../workflows/power-application/facts.ts';
import { powerApplication } from '../../../workflows/power-application/rules.ts';
import type { Track } from '../../../workflows/power-application/track.ts';
import type { Reference, SchemeKnown } from '../../../workflows/power-application/vocabulary.ts';

export const firm = person('firm', 'customer');
export const stranger = person('stranger', 'customer');
export const clerk = person('clerk', 'windowClerk');
export const ge = person('ge', 'accountManager');
export const ren = person('ren', 'accountManager');
export const surveyor = person('surveyor', 'surveyor');
export const designer = person('designer', 'schemeDesigner');
export const reviewer = person('reviewer', 'schemeReviewer');
export const inspector = person('inspector', 'inspector');
export const installer = person('installer', 'installer', { units: ['station'] });
export const leader = person('leader', 'leader');
export const other = person('other', 'leader');
export const follower = (of: string) => person(`follower:${of}`, 'follower');

const why = { en: 'Because.', zh: '依据。' };

/** 10 kV from one line: every step there is. */
export const high: Track = {
  code: 'highSingle',
  why,
  position: 10,
  title: { en: '10 kV, single source', zh: '10千伏单电源' },
  when: { classes: ['business'], voltages: ['KV10'], sources: 1, kilowatts: { from: 1, to: 1000 } },
  green: false,
  acceptedBy: 'windowClerk',
  survey: 'onSite',
  days: { accept: 1, survey: 2, scheme: 15, designReview: 10, midInspection: 5, finalInspection: 5, connect: 5 },
  total: 38,
};
/** Accept and sign, build and connect. */
export const threeZero: Track = {
  ...high,
  code: 'threeZero',
  survey: 'skipped',
  days: { accept: 1, connect: 2 },
  total: 3,
};
export const green: Track = {
  ...high,
  code: 'green',
  green: true,
  acceptedBy: 'accountManager',
  survey: 'onSite',
  days: { accept: 1, survey: 1, scheme: 5, finalInspection: 2, connect: 2 },
  total: 10,
};

const named = (id: string) => ({ id, title: { en: id, zh: id } });
export const materials = ['licence', 'premises', 'equipment'];

export const said = (track: Track = high): Reference['start'] => ({
  track: { chosen: track },
  customerClass: {
    title: { en: 'Business', zh: '工商业' },
    materials: materials.map((code) => ({ code, title: { en: code, zh: code } })),
  },
  line: null,
  hall: 'hall',
  manager: { id: 'ge', name: 'ge', phone: '13505750001' },
});

export const filedAs = {
  customerClass: 'business',
  voltage: 'KV10',
  sources: 1,
  kilowatts: 400,
  address: 'Xinmin road 8',
  purpose: 'Cold store',
  materials,
  photos: [],
} as const;

export const file = (track: Track = high, more: object = {}, staff: Staff = EVERYBODY_THERE): Played<Facts> =>
  play<Facts>(powerApplication, { actor: firm, input: { ...filedAs, ...more }, reference: said(track) }, staff);

export const drawn = {
  tariff: 'general',
  kilowatts: 400,
  line: 'E551',
  station: 'station',
  costCents: 5_000,
} as const;
export const schemeKnown: SchemeKnown = {
  tariff: { code: 'general', title: { en: 'General', zh: '一般工商业' }, classes: ['business'] },
  line: named('E551'),
  reserveLine: null,
  station: named('station'),
};
export const noChange = { tariff: null, line: null, reserveLine: null, station: null };
export const days = { days: { ours: 7, customer: 60, onTime: true } };
export const visit = { finding: 'A pole stands near.', at: { lat: 30, lon: 120.8 }, photos: [] };

export const accepted = (track: Track = high, staff?: Staff) =>
  file(track, {}, staff).does(track.green ? ge : clerk, 'accept', {}, { scheme: null, phone: null });
export const presented = (track: Track = high, staff?: Staff) =>
  accepted(track, staff).does(surveyor, 'survey', visit).does(designer, 'drawScheme', drawn, schemeKnown);
/** What a customer with an account signs with; the scheme as it was drawn up first. */
export const first = { version: 1 };
export const noCode = { codeIsRight: false };
export const signed = (track: Track = high, staff?: Staff) => presented(track, staff).does(firm, 'sign', first, noCode);
export const inBuilding = (staff?: Staff) =>
  signed(high, staff)
    .does(firm, 'submitDesign', { designer: 'Institute', photos: [] })
    .does(reviewer, 'reviewDesign', { passed: true });
export const inspectedMidway = (staff?: Staff) =>
  inBuilding(staff).does(firm, 'requestMidInspection', { works: 'Earthing.' }).does(inspector, 'inspectMidway', { passed: true });
export const ready = (staff?: Staff) =>
  inspectedMidway(staff)
    .does(firm, 'requestFinalInspection', { works: 'All.', costCents: 70_000 })
    .does(inspector, 'inspect', { passed: true });
export const meter = { meter: 'M-1', reading: 0, photos: [] };

export const told = (played: Played<Facts>, notice: string) =>
  (played.last().notify ?? []).filter((one) => one.notice === notice);
export const tasks = (played: Played<Facts>) =>
  played.current().tasks.map(({ action, person: who, role }) => `${action} ${who ?? role}`);
