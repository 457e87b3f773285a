import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Played, person } from '../../../testing/play.ts';
import type { Facts } from '../../../workflows/hazard-inspection/facts.ts';
import { hazardInspection } from '../../../workflows/hazard-inspection/rules.ts';
import type { Actor } from '../../../workflows/kernel/process.ts';
import type { Staff } from '../../../workflows/kernel/staffing.ts';
import { bringToAnEnd, stranded, playedWithout as withoutThem } from '../leaving.ts';
import {
  accepted,
  cen,
  found,
  grade,
  kong,
  leader,
  lv,
  onTheSpot,
  planner,
  rechecked,
  rectified,
  result,
  wei,
  yao,
} from './station.ts';

const admin = person('admin', 'admin');
const unit = [yao, lv, kong, cen];
const everybody = [...unit, wei, leader, planner, admin];
const without = (begin: (staff: Staff) => Played<Facts>, left: readonly Actor[]) => withoutThem(begin, left, everybody);

const given = (...as: Parameters<typeof found>) => found(...as).does(leader, 'assign', {}, { person: kong, unit: null });
/** The hazard goes on to its recheck; where nobody of the unit rectifies any more, the rectifier of another one does. */
const ways = {
  recheck: { input: onTheSpot, reference: rechecked },
  rectify: { input: result },
  accept: {},
  assign: { reference: { person: wei, unit: null } },
};
const measure = [leader, 'secure', { measure: 'A fence', photos: [] }] as const;

describe('every open state of a hazard has somebody who can act after people left', () => {
  const walked = (left: fc.Arbitrary<readonly Actor[]>, others: readonly Actor[]) =>
    fc.assert(
      fc.property(fc.constantFrom(found, given, accepted, rectified), left, (open, gone) => {
        const played = without((staff) => open({}, {}, staff), [...gone, ...others]);
        const there = everybody.filter((one) => !gone.includes(one) && !others.includes(one));
        expect(stranded(played.current(), there)).toEqual([]);
        expect(bringToAnEnd(hazardInspection, played, there, ways)).toBe('closed');
      }),
    );

  it('some of the unit', () => walked(fc.subarray(unit), []));
  it('the unit and its leader, so that the planner assigns it', () => walked(fc.subarray(unit), [leader]));
  it('all but the administrator and a rectifier elsewhere', () => walked(fc.constant(unit), [leader, planner]));

  it('also a critical one, which is secured by the leader', () => {
    const played = without((staff) => found({ grade: grade('critical') }, {}, staff), unit);
    expect(stranded(played.current(), [leader, wei])).toEqual([]);
    expect(bringToAnEnd(hazardInspection, played.does(...measure), [leader, wei], ways)).toBe('closed');
  });
});

describe('a permit that is required', () => {
  const required = (staff: Staff) => accepted({}, {}, staff).does(kong, 'requirePermit', { reason: 'Live.' });

  it('is waived by the leader where nobody issues permits, and by the administrators where no leader is there either', () => {
    expect(without(required, []).current().tasks).toEqual([
      { action: 'waivePermit', role: 'leader', clock: 'rectify', fellFrom: 'permitIssuer' },
    ]);
    const played = without(required, [leader]);
    expect(stranded(played.current(), [admin])).toEqual([]);
    expect(played.does(admin, 'waivePermit', { reason: 'It can be done dead.' }).current().facts.permitNeeded).toBeNull();
  });
});

describe('the work of a rectifier who has gone', () => {
  it('falls to the others of the unit, and the one who does it is noted', () => {
    const played = without((staff) => accepted({}, {}, staff), [kong]);
    expect(played.current().tasks).toEqual([{ action: 'rectify', role: 'rectifier', clock: 'rectify' }]);
    played.does(cen, 'rectify', result);
    expect(played.current().facts).toMatchObject({ rectifier: 'cen', workedOn: ['kong', 'cen'] });
  });

  it('is given to others by the leader, where nobody of the unit rectifies any more', () => {
    const played = without((staff) => accepted({}, {}, staff), [kong, cen]);
    expect(played.current().tasks).toEqual([{ action: 'assign', role: 'leader', clock: 'rectify', fellFrom: 'rectifier' }]);
    expect(played.tries(leader, 'rectify', result)?.code).toBe('noRectifierLeft');
  });

  it('comes back to the others when its recheck fails, and they are notified', () => {
    const played = without((staff) => rectified({}, {}, staff), [kong]);
    played.does(lv, 'recheck', { ...onTheSpot, passed: false, finding: 'A branch is left.' }, rechecked);
    expect(played.last().notify).toMatchObject([{ to: { role: 'rectifier' }, notice: 'rework' }]);
  });
});
