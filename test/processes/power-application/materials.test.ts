import { describe, expect, it } from 'vitest';
import { itemsOf, person, play } from '../../../testing/play.ts';
import { decideStart } from '../../../workflows/kernel/decide.ts';
import type { Facts } from '../../../workflows/power-application/facts.ts';
import { powerApplication } from '../../../workflows/power-application/rules.ts';
import {
  accepted, clerk, designer, drawn, file, filedAs, firm, follower, ge, green, high, materials, ren, said, schemeKnown, surveyor, tasks, told, visit,
} from './utility.ts'; // biome-ignore format: a list of people

const noPhone = { phone: null };
const notice = (unusable: readonly string[] = []) => ({ unusable });
const again = (...unusable: string[]) => ({ unusable, reason: 'The stamp is missing.' });

describe('filing', () => {
  it('freezes the track with its days, and starts our time in all and the time to accept', () => {
    const played = file();
    expect(played.current()).toMatchObject({ state: 'filed', clocks: { total: 'running', accept: 'running' } });
    expect(played.last().clocks?.start).toEqual({ total: { workingDays: 38 }, accept: { workingDays: 1 } });
    expect(played.current().facts.track).toEqual(high);
    expect(told(played, 'received')[0]?.params).toMatchObject({ whyEn: 'Because.' });
  });

  it('is refused in words where no track fits', () => {
    const none = { en: 'There is no track for this class.', zh: '没有通道。' };
    expect(() => play(powerApplication, { actor: firm, input: filedAs, reference: { ...said(), track: { none } } })).toThrow(
      none.en,
    );
  });

  it('names one account manager on the green channel, who alone accepts and answers', () => {
    const played = file(green);
    expect(played.current().facts.manager).toEqual({ id: 'ge', name: 'ge', phone: '13505750001' });
    expect(tasks(played)).toEqual(['accept ge']);
    expect(played.tries(ren, 'accept')?.code).toBe('notTheContact');
    expect(played.tries(clerk, 'accept')?.code).toBe('notTheContact');
    expect(told(played, 'receivedGreen')[0]?.params).toMatchObject({ manager: 'ge 13505750001' });
  });

  it('needs somebody who could be the single contact', () => {
    const reference = { ...said(green), manager: null };
    expect(() => play(powerApplication, { actor: firm, input: filedAs, reference })).toThrow(/account manager/);
  });

  it('takes only materials of the checklist', () => {
    expect(() => file(high, { materials: ['wish'] })).toThrow(/wish/);
    expect(file().tries(firm, 'supplyMaterials', { materials: ['wish'], photos: [] })?.code).toBe('notOnChecklist');
  });

  it('is accepted by the window, not by others, where the track says so', () => {
    expect(file().tries(ge, 'accept')?.code).toBe('acceptedByOthers');
  });

  it('at the window needs a name, and the customer comes back with a code', () => {
    const opening = { actor: clerk, input: filedAs, reference: said() };
    expect(() => play(powerApplication, opening)).toThrow(/who applies/);
    const input = { ...filedAs, materials: [], applicant: { name: 'Old Wu', phone: '13800001234' } };
    const played = play(powerApplication, { ...opening, input, id: 'PA-9' });
    const asked = played.does(clerk, 'giveNotice', notice(), noPhone);
    expect(asked.current().tasks.map(({ person: who, role }) => who ?? role)).toEqual(['follower:PA-9', 'windowClerk']);
    asked.does(clerk, 'supplyMaterials', { materials: ['licence'], photos: [] });
    asked.does(follower('PA-9'), 'supplyMaterials', { materials: ['premises', 'equipment'], photos: [] });
    expect(asked.current().state).toBe('filed');
  });
});

it('a clerk who is a customer too files for others at the window, and for themself without an applicant; a customer for nobody else', () => {
  const double = { ...clerk, grants: [...firm.grants, ...clerk.grants] };
  const applicant = { name: 'Old Wu', phone: '13800001234' };
  const opening = { actor: double, input: { ...filedAs, applicant }, reference: said(), id: 'PA-9' };
  const forWu = play<Facts>(powerApplication, opening);
  expect(forWu.current().facts.customer).toBe('follower:PA-9');
  expect(itemsOf(forWu.last(), 'parties')).toMatchObject([{ role: 'customer', name: 'Old Wu' }]);
  expect(itemsOf(forWu.last(), 'parties')[0]).not.toHaveProperty('person');
  expect(decideStart(powerApplication, { ...opening, now: 0 })).toMatchObject({ role: 'windowClerk' });
  const forThemself = { ...opening, input: filedAs, now: 0 };
  expect(decideStart(powerApplication, forThemself)).toMatchObject({
    role: 'customer',
    outcome: { facts: { customer: 'clerk' } },
  });
  expect(decideStart(powerApplication, { ...opening, actor: firm, now: 0 })).toMatchObject({ code: 'ownApplication' });
});

describe('the one-time notice', () => {
  it('names all that was not handed in, whatever the clerk writes, and all that can’t be used', () => {
    const played = file(high, { materials: ['licence', 'premises'] }).does(clerk, 'giveNotice', notice(['licence']), noPhone);
    expect(played.current().facts.missing).toEqual(['licence', 'equipment']);
    expect(told(played, 'materialMissing')[0]?.params).toMatchObject({ materialsEn: 'licence, equipment' });
  });

  it('stops our time and starts the customer’s, until all of it is there', () => {
    const played = file(high, { materials: [] }).does(clerk, 'giveNotice', notice(), noPhone);
    expect(played.current()).toMatchObject({
      state: 'awaitingMaterials',
      clocks: { total: 'paused', accept: 'paused', customer: 'running' },
    });
    played.does(firm, 'supplyMaterials', { materials: ['licence'], photos: [] });
    expect(played.current().state).toBe('awaitingMaterials');
    played.does(firm, 'supplyMaterials', { materials: ['premises', 'equipment'], photos: [] });
    expect(played.current()).toMatchObject({
      state: 'filed',
      clocks: { total: 'running', accept: 'running', customer: 'stopped' },
    });
  });

  it('is not given where nothing is missing, and an incomplete application isn’t accepted', () => {
    expect(file().tries(clerk, 'giveNotice', notice(), noPhone)?.code).toBe('nothingMissing');
    expect(file(high, { materials: ['licence'] }).tries(clerk, 'accept')).toMatchObject({
      code: 'materialMissing',
      en: expect.stringContaining('premises, equipment'),
    });
  });

  it('is given once', () => {
    const played = file(high, { materials: [] })
      .does(clerk, 'giveNotice', notice(), noPhone)
      .does(firm, 'supplyMaterials', { materials, photos: [] });
    expect(played.tries(clerk, 'giveNotice', notice(['licence']), noPhone)?.code).toBe('noticeGivenAlready');
  });
});

describe('a second notice', () => {
  const once = () =>
    file(high, { materials: ['licence', 'premises'] })
      .does(clerk, 'giveNotice', notice(), noPhone)
      .does(firm, 'supplyMaterials', { materials: ['equipment'], photos: [] });

  it('for something the first one named is the customer’s time again', () => {
    const played = once().does(clerk, 'giveSecondNotice', again('equipment'), noPhone);
    expect(played.current()).toMatchObject({ clocks: { total: 'paused', accept: 'paused', customer: 'running' } });
    expect(played.current().facts.faults).toEqual([]);
  });

  it('for something the first one missed is our fault, and our time goes on', () => {
    const played = once().does(clerk, 'giveSecondNotice', again('licence', 'equipment'), noPhone);
    expect(played.current()).toMatchObject({
      state: 'awaitingMaterials',
      clocks: { total: 'running', accept: 'running', customer: 'stopped' },
    });
    expect(played.current().facts.faults).toMatchObject([{ kind: 'missedInFirstNotice', materials: ['licence'], by: 'clerk' }]);
    expect(told(played, 'overlooked')[0]?.params).toMatchObject({ overlookedEn: 'licence' });
    expect(told(played, 'faultNoted')[0]?.to).toEqual({ role: 'leader' });
    played.does(firm, 'supplyMaterials', { materials: ['licence', 'equipment'], photos: [] });
    expect(played.current()).toMatchObject({ state: 'filed', clocks: { total: 'running', accept: 'running' } });
  });

  it('for something that any notice named before is the customer’s time, however often it comes back', () => {
    const twice = once().does(clerk, 'giveSecondNotice', again('licence'), noPhone);
    twice.does(firm, 'supplyMaterials', { materials: ['licence'], photos: [] });
    const played = twice.does(clerk, 'giveSecondNotice', again('licence'), noPhone);
    expect(played.current().facts.faults).toHaveLength(1);
    expect(played.current()).toMatchObject({ clocks: { total: 'paused', customer: 'running' } });
  });

  it('comes after a first one', () => {
    expect(file().tries(clerk, 'giveSecondNotice', again('licence'), noPhone)?.code).toBe('noFirstNotice');
  });
});

describe('what is found missing after acceptance', () => {
  const late = () =>
    accepted()
      .does(surveyor, 'survey', visit)
      .does(designer, 'giveLateNotice', { missing: ['licence'], reason: 'The stamp is of another firm.' });

  it('is our fault: our time goes on, and the scheme waits until it is here', () => {
    const played = late();
    expect(played.current()).toMatchObject({
      state: 'scheming',
      clocks: { total: 'running', scheme: 'running' },
      facts: { missing: ['licence'], faults: [{ kind: 'missedAtAcceptance', materials: ['licence'] }] },
    });
    expect(told(played, 'overlooked')).toMatchObject([{ to: { party: 'customer' } }]);
    expect(tasks(played)).toEqual(['supplyMaterials firm']);
    expect(played.tries(designer, 'drawScheme', drawn, schemeKnown)).toMatchObject({
      code: 'materialMissing',
      en: expect.stringContaining('licence'),
    });
    played.does(firm, 'supplyMaterials', { materials: ['licence'], photos: [] });
    expect(tasks(played)).toEqual(['drawScheme schemeDesigner']);
    expect(played.tries(designer, 'drawScheme', drawn, schemeKnown)).toBeUndefined();
  });

  it('is asked for by those who work on it, and nothing else comes in then', () => {
    expect(accepted().tries(firm, 'supplyMaterials', { materials: ['licence'], photos: [] })?.code).toBe('nothingMissing');
    expect(late().tries(designer, 'giveLateNotice', { missing: ['wish'], reason: 'R' })?.code).toBe('notOnChecklist');
    expect(accepted().tries(firm, 'giveLateNotice', { missing: ['licence'], reason: 'R' })?.code).toBe('kernel.wrongRole');
  });
});

it('another customer hands in nothing', () => {
  expect(file().tries(person('stranger', 'customer'), 'supplyMaterials', { materials: ['licence'], photos: [] })?.code).toBe(
    'notTheCustomer',
  );
});
