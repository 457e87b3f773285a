import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nextOf } from './case-acts.ts';
import { type Office, openOffice } from './office.ts';
import { day, protectedLines, season } from './protected-lines.ts';

let office: Office;
let lines: ReturnType<typeof protectedLines>;
beforeAll(async () => {
  office = await openOffice();
  lines = protectedLines(office);
});
afterAll(() => office?.close());

const COVERAGE = `{ planned inspected share }`;
const coverageOf = async (id: string) =>
  (
    await office.ask(
      'yuan-fei',
      `{ protectionPlanCoverage(plan: "${id}") { lines ${COVERAGE} wells ${COVERAGE} customers ${COVERAGE} visits ${COVERAGE} openHazards
        rounds { number state lines { planned inspected } wells { planned inspected } } } }`,
    )
  ).data.protectionPlanCoverage;

describe('a protection plan', () => {
  it('unfolds into rounds; what is found on them is rectified, rechecked and closed; and its coverage is what was counted by hand', async () => {
    const id = await lines.inForce();
    const [first, second, third] = (await lines.roundsOf(id)) as [string, string, string];
    expect([await lines.stateOf(first), await lines.stateOf(second), await lines.stateOf(third)]).toEqual([
      'due',
      'due',
      'planned',
    ]);
    const work = await office.ask('yao-gang', `{ tasks(first: 20) { edges { node { action caseId } } } }`);
    expect(work.data.tasks.edges.map(({ node }: { node: object }) => node)).toContainEqual({ action: 'begin', caseId: first });

    expect(await lines.round('lv-ping', 'begin', first)).toMatchObject({
      __typename: 'Refused',
      message: expect.stringContaining('another patroller'),
    });
    expect(await lines.round('yuan-fei', 'begin', first)).toMatchObject({ __typename: 'Refused' });
    expect(await lines.round('yao-gang', 'begin', first)).toMatchObject({ case: { state: 'underWay' } });
    const tick = (kind: string, item: string, result = 'clear') =>
      lines.round('yao-gang', 'inspect', first, { kind, id: item, result, place: { lat: 30, lon: 120.8 } });
    expect(await tick('line', 'E617')).toMatchObject({
      __typename: 'Refused',
      message: expect.stringContaining('Jingzhen E551'),
    });
    expect(await tick('line', 'E552')).toMatchObject({ __typename: 'ActionDone' });
    const found = await lines.find('yao-gang', { line: 'E551', section: '2', round: first });
    expect(found).toMatchObject({
      case: { state: 'found', unit: 'fenghui-station' },
      event: { name: 'Found', role: 'patroller' },
    });
    const hazard = found.case.id;
    expect(await tick('line', 'E551')).toMatchObject({ __typename: 'Refused', message: expect.stringContaining(hazard) });
    await tick('line', 'E551', 'hazards');
    await tick('well', 'W-551-1');
    expect(await lines.round('yao-gang', 'finish', first, {})).toMatchObject({
      __typename: 'Refused',
      message: expect.stringContaining('Paddy field pumping well 2'),
    });
    await lines.round('yao-gang', 'finish', first, { reason: 'The dyke road is flooded.' });

    await lines.round('shi-yong', 'begin', second);
    await lines.round('shi-yong', 'inspect', second, {
      kind: 'line',
      id: 'E617',
      result: 'clear',
      place: { lat: 30.1, lon: 120.9 },
    });

    // By hand: of three lines all were inspected, of three wells one, of one customer none. The rounds plan two lines, two wells
    // and a customer (three of five inspected), a line and a well (one of two), and a line, two wells and a customer (none of four).
    const counted = {
      lines: { planned: 3, inspected: 3 },
      wells: { planned: 3, inspected: 1 },
      customers: { planned: 1, inspected: 0 },
      visits: { planned: 11, inspected: 4 },
    };
    expect(await coverageOf(id)).toMatchObject({
      ...counted,
      wells: { ...counted.wells, share: 0.3333 },
      openHazards: [hazard],
      rounds: [
        { number: 1, state: 'finished', lines: { planned: 2, inspected: 2 }, wells: { planned: 2, inspected: 1 } },
        { number: 2, state: 'underWay', lines: { planned: 1, inspected: 1 }, wells: { planned: 1, inspected: 0 } },
        { number: 3, state: 'planned', lines: { planned: 1, inspected: 0 }, wells: { planned: 2, inspected: 0 } },
      ],
    });
    await expect.poll(async () => (await lines.facts(id)).coverage, { timeout: 20_000 }).toMatchObject(counted);

    await lines.hazard('kong-liang', 'accept', hazard);
    await lines.hazard('kong-liang', 'rectify', hazard, { result: 'The tree was cut.' });
    expect(await lines.recheck('lv-ping', hazard)).toMatchObject({ case: { state: 'closed' } });
    await expect.poll(async () => (await lines.facts(id)).openHazards, { timeout: 20_000 }).toEqual([]);
    expect((await lines.facts(id)).hazards).toMatchObject([{ id: hazard, state: 'closed', round: first, line: 'E551' }]);
    const links = await office.ask('shao-kai', `{ case(id: "${id}") { linkedFrom { kind } } }`);
    expect(links.data.case.linkedFrom.map(({ kind }: { kind: string }) => kind).toSorted()).toEqual([
      'foundIn',
      'roundOf',
      'roundOf',
      'roundOf',
    ]);

    expect(await lines.plan('shao-kai', 'close', id, { reason: 'The rain came early.' })).toMatchObject({
      case: { state: 'closed' },
    });
    expect((await lines.facts(id)).summary).toMatchObject({
      early: 'The rain came early.',
      rounds: { planned: 3, finished: 1, overdue: 0 },
      hazards: [{ key: 'serious', value: { found: 1, closed: 1 } }],
      openHazards: [],
    });
    await expect.poll(() => lines.stateOf(third), { timeout: 20_000 }).toBe('cancelled');
    await expect.poll(() => lines.stateOf(second), { timeout: 20_000 }).toBe('cancelled');
  });

  it('is sent back, revised, and changed in force only with the leader’s approval', async () => {
    const { id } = (await lines.drawUp('yuan-fei', season())).case;
    await lines.plan('yuan-fei', 'submit', id);
    expect(await nextOf(office, 'yuan-fei', id, 'approve')).toMatchObject({ allowed: false, code: 'kernel.wrongRole' });
    expect(await lines.plan('yuan-fei', 'approve', id, { version: 1 })).toMatchObject({ __typename: 'Refused' });
    expect(await lines.plan('shao-kai', 'sendBack', id, { reason: 'Name it.' })).toMatchObject({ case: { state: 'drafting' } });
    await lines.plan('yuan-fei', 'revise', id, { ...season(), title: 'Spring irrigation at Fenghui' });
    await lines.plan('yuan-fei', 'submit', id);
    await lines.plan('shao-kai', 'approve', id, { version: 2 });
    const rounds = await lines.roundsOf(id);

    const change = {
      reason: 'A dry spring.',
      addRounds: [{ from: day(40), to: day(44), lines: ['E552'], unit: 'fenghui-station' }],
      cancelRounds: [3],
    };
    expect(
      await lines.plan('yuan-fei', 'proposeChange', id, { ...change, addRounds: [{ ...change.addRounds[0], lines: ['E900'] }] }),
    ).toMatchObject({
      __typename: 'InvalidInput',
      issues: [{ path: ['input', 'addRounds', '0', 'lines', '0'] }],
    });
    expect(await lines.plan('yuan-fei', 'proposeChange', id, change)).toMatchObject({ __typename: 'ActionDone' });
    expect((await lines.facts(id)).rounds).toHaveLength(3);
    expect(await lines.stateOf(rounds[2] as string)).toBe('planned');
    expect(await lines.plan('shao-kai', 'approveChange', id, { version: 1 })).toMatchObject({ __typename: 'ActionDone' });
    await expect.poll(() => lines.stateOf(rounds[2] as string), { timeout: 20_000 }).toBe('cancelled');
    const after = await lines.roundsOf(id);
    expect(await lines.stateOf(after[3] as string)).toBe('planned');
  });

  it('of which there may be two at once, each with its own rounds and hazards', async () => {
    const small = (title: string) => ({
      ...season(),
      title,
      lines: ['E552'],
      wells: [],
      customers: [],
      rounds: [{ from: day(-1), to: day(6), lines: ['E552'], unit: 'fenghui-station' }],
    });
    const [one, other] = [await lines.inForce(small('One')), await lines.inForce(small('Other'))];
    const [[round], [otherRound]] = (await Promise.all([lines.roundsOf(one), lines.roundsOf(other)])) as [[string], [string]];
    expect(round).not.toBe(otherRound);
    await lines.round('lv-ping', 'begin', round);
    await lines.round('lv-ping', 'inspect', round, {
      kind: 'line',
      id: 'E552',
      result: 'hazards',
      place: { lat: 30, lon: 120.8 },
    });
    const hazard = (await lines.find('lv-ping', { line: 'E552', section: '1', round })).case.id;
    await expect.poll(async () => (await lines.facts(one)).openHazards, { timeout: 20_000 }).toEqual([hazard]);
    expect((await coverageOf(one)).lines).toMatchObject({ planned: 1, inspected: 1 });
    expect((await coverageOf(other)).lines).toMatchObject({ planned: 1, inspected: 0 });
    expect((await lines.facts(other)).hazards).toEqual([]);
    const direct = (await lines.find('lv-ping', { line: 'E552', plan: other })).case.id;
    await expect.poll(async () => (await lines.facts(other)).openHazards, { timeout: 20_000 }).toEqual([direct]);
  });

  it('with a line, well, customer, patroller or unit that doesn’t exist is no plan, and says which', async () => {
    const before = await office.sql(`SELECT count(*) FROM cases`);
    const [first, ...rest] = season().rounds;
    const answer = await lines.drawUp('yuan-fei', {
      ...season(),
      lines: ['E551', 'E900'],
      wells: ['W-0'],
      customers: ['C-0'],
      rounds: [
        { ...first, person: 'nobody' },
        { ...rest[0], unit: 'nowhere' },
      ],
    });
    expect(answer).toMatchObject({
      __typename: 'InvalidInput',
      issues: [
        { path: ['input', 'lines', '1'], message: expect.stringContaining('E900') },
        { path: ['input', 'wells', '0'] },
        { path: ['input', 'customers', '0'] },
        { path: ['input', 'rounds', '0', 'person'] },
        { path: ['input', 'rounds', '1', 'unit'] },
      ],
    });
    expect(await lines.drawUp('yuan-fei', { ...season(), from: '2026-13-01' })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await lines.drawUp('yuan-fei', { ...season(), to: day(20) })).toMatchObject({ __typename: 'Refused' });
    expect(await lines.drawUp('shao-kai', season())).toMatchObject({ __typename: 'Refused' });
    expect(await office.sql(`SELECT count(*) FROM cases`)).toEqual(before);
  });

  it('doesn’t show its coverage to those who may not see it', async () => {
    const id = await lines.inForce();
    const asked = await office.ask('shengfeng-coop', `{ protectionPlanCoverage(plan: "${id}") { lines { planned } } }`);
    expect(asked.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    const elsewhere = await office.ask('lou-tao', `{ protectionPlanCoverage(plan: "${id}") { lines { planned } } }`);
    expect(elsewhere.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  });
});
