import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { itemsOf, type Played, person } from '../../../testing/play.ts';
import type { Actor } from '../../../workflows/kernel/process.ts';
import type { Staff } from '../../../workflows/kernel/staffing.ts';
import type { Facts } from '../../../workflows/power-application/facts.ts';
import { powerApplication } from '../../../workflows/power-application/rules.ts';
import { bringToAnEnd, stranded, playedWithout as withoutThem } from '../leaving.ts';
import {
  accepted, clerk, days, designer, drawn, file, firm, ge, green, high, inBuilding, inspectedMidway, inspector, installer, leader, materials, meter, noChange, other, presented, ready, ren, reviewer, schemeKnown, signed, surveyor, tasks, told, visit,
} from './utility.ts'; // biome-ignore format: a list of people

const admin = person('admin', 'admin');
/** The installer of another station. */
const far = person('far', 'installer', { units: ['elsewhere'] });
const staff = [clerk, ge, ren, surveyor, designer, reviewer, inspector, installer, leader, other];
const everybody = [firm, ...staff, far, admin];
const without = (begin: (staff: Staff) => Played<Facts>, left: readonly Actor[]) => withoutThem(begin, left, everybody);

const asked = (staff: Staff) => file(high, { materials: [] }, staff).does(clerk, 'giveNotice', { unusable: [] }, { phone: null });
const overlooked = (staff: Staff) =>
  file(high, { materials: ['licence', 'premises'] }, staff)
    .does(clerk, 'giveNotice', { unusable: [] }, { phone: null })
    .does(firm, 'supplyMaterials', { materials: ['equipment'], photos: [] })
    .does(clerk, 'giveSecondNotice', { unusable: ['licence'], reason: 'The stamp is missing.' }, { phone: null });
const rejectedBy = (actor: Actor) => (staff: Staff) =>
  signed(high, staff).does(actor, 'reject', { ground: 'No land.' }, days).does(firm, 'appeal', { ground: 'I have it.' });

const states = {
  filed: (staff: Staff) => file(high, {}, staff),
  filedGreen: (staff: Staff) => file(green, {}, staff),
  awaitingMaterials: asked,
  awaitingMaterialsByOurFault: overlooked,
  surveying: (staff: Staff) => accepted(high, staff),
  scheming: (staff: Staff) => accepted(high, staff).does(surveyor, 'survey', visit),
  awaitingSignature: (staff: Staff) => presented(high, staff),
  designing: (staff: Staff) => signed(high, staff),
  reviewingDesign: (staff: Staff) => signed(high, staff).does(firm, 'submitDesign', { designer: 'Institute', photos: [] }),
  building: inBuilding,
  inspectingMidway: (staff: Staff) => inBuilding(staff).does(firm, 'requestMidInspection', { works: 'Earthing.' }),
  inspecting: (staff: Staff) => inspectedMidway(staff).does(firm, 'requestFinalInspection', { works: 'All.' }),
  connecting: ready,
  appealed: rejectedBy(clerk),
  appealedAgainstTheLeader: rejectedBy(leader),
};

const station = { id: 'elsewhere', title: { en: 'Elsewhere', zh: '外所' } };
const passed = { input: { passed: true } };
/** The application goes on to its meter; where nobody is left for that, it is rejected. */
const ways = {
  connect: { input: meter, reference: days },
  decideAppeal: { input: { upheld: false, reason: 'Not shown.' }, reference: days },
  inspect: passed,
  requestFinalInspection: { input: { works: 'All.' } },
  inspectMidway: passed,
  requestMidInspection: { input: { works: 'Earthing.' } },
  reviewDesign: passed,
  submitDesign: { input: { designer: 'Institute', photos: [] } },
  sign: { input: { version: 1 }, reference: { codeIsRight: false } },
  drawScheme: { input: drawn, reference: schemeKnown },
  survey: { input: visit },
  accept: { reference: { scheme: null, phone: null } },
  supplyMaterials: { input: { materials, photos: [] } },
};
const lastWays = { reject: { input: { ground: 'Nobody is left.' }, reference: days } };
const moving = {
  changeScheme: {
    input: { station: 'elsewhere', askedBy: 'utility', reason: 'No installer.' },
    reference: { ...noChange, station },
  },
};

describe('every open state of an application has somebody who can act after people left', () => {
  const walked = (left: fc.Arbitrary<readonly Actor[]>, end: RegExp, acts: object) =>
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(states)), left, (state, gone) => {
        const played = without(states[state as keyof typeof states], gone);
        const there = everybody.filter((one) => !gone.includes(one));
        expect(stranded(played.current(), there), state).toEqual([]);
        expect(bringToAnEnd(powerApplication, played, there, acts as typeof ways), state).toMatch(end);
      }),
      { numRuns: 300 },
    );

  it('some of ours, so that others come to its meter', () =>
    walked(fc.subarray(staff), /connected|rejected/, { ...ways, ...moving }));
  it('all of ours but the administrator', () => walked(fc.constant(staff), /connected|rejected/, { ...ways, ...moving }));
  it('the customer, so that it is rejected', () => walked(fc.constant([firm]), /connected|rejected/, { ...ways, ...lastWays }));
  it('the customer and some of ours', () =>
    walked(
      fc.subarray(staff).map((some) => [...some, firm]),
      /connected|rejected/,
      { ...ways, ...moving, ...lastWays },
    ));
});

describe('the single contact who has gone', () => {
  it('leaves the application to the other account managers, and the one who goes on is the customer’s contact', () => {
    const played = without((staff) => file(green, {}, staff), [ge]);
    expect(tasks(played)).toEqual(['accept accountManager']);
    expect(played.tries(clerk, 'accept', {}, { scheme: null, phone: null })?.code).toBe('acceptedByOthers');
    played.does(ren, 'accept', {}, { scheme: null, phone: '13505750002' });
    expect(played.current().facts).toMatchObject({ manager: { id: 'ren' }, managers: [{ to: { id: 'ren' }, by: 'ren' }] });
    expect(told(played, 'newManager')).toMatchObject([{ to: { party: 'customer' }, params: { manager: 'ren 13505750002' } }]);
  });

  it('is replaced by any of them, and hears of nothing any more', () => {
    const played = without((staff) => signed(green, staff), [ge]);
    expect(played.does(firm, 'comment', { text: 'When?' }).last().notify).toMatchObject([{ to: { role: 'accountManager' } }]);
    expect(played.tries(ren, 'transferManager', { person: 'ren', reason: 'R' }, { person: ren })).toBeUndefined();
  });
});

describe('an appeal', () => {
  const ruling = { upheld: true, reason: 'Seen.' };

  it('against a leader can be decided by the administrator, where there is no other leader', () => {
    const played = without(rejectedBy(leader), [other]);
    expect(tasks(played)).toEqual(['decideAppeal admin']);
    expect(played.tries(leader, 'decideAppeal', ruling, days)?.code).toBe('ownRejection');
    expect(played.does(admin, 'decideAppeal', ruling, days).current().state).toBe('designing');
  });

  it('that is upheld shortly before the connection makes the installers wait for the lines again', () => {
    const played = ready().does(clerk, 'reject', { ground: 'No land.' }, days).does(firm, 'appeal', { ground: 'I have it.' });
    played.does(leader, 'decideAppeal', ruling, days);
    expect(itemsOf(played.last(), 'holds')).toMatchObject([{ op: 'standBy', resource: 'line:E551' }]);
    expect(played.last().clocks).toEqual({ resume: ['total', 'connect'], stop: ['appealRuling'] });
  });
});

it('nobody signs for a customer who has gone; the application can only be rejected', () => {
  const played = without((staff) => presented(high, staff), [firm]);
  expect(tasks(played)).toEqual(['reject windowClerk']);
  expect(played.tries(person('stranger', 'customer'), 'sign', { version: 1 }, { codeIsRight: false })?.code).toBe(
    'notTheCustomer',
  );
  expect(played.does(clerk, 'reject', { ground: 'The firm is gone.' }, days).current().state).toBe('rejected');
});
