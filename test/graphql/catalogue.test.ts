import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changeOf, wrongWith } from './administrator.ts';
import { type Office, openOffice, rubbish } from './office.ts';
import { FACTS } from './selections.ts';

let office: Office;
let today: string;
let tomorrow: string;
beforeAll(async () => {
  office = await openOffice();
  [{ today, tomorrow }] = (await office.sql<{ today: string; tomorrow: string }>(
    `SELECT tenant_today('fushan')::text AS today, (tenant_today('fushan') + 1)::text AS tomorrow`,
  )) as [{ today: string; tomorrow: string }];
});
afterAll(() => office?.close());

const DONE = { __typename: 'ChangeDone' };

describe('a category', () => {
  const bench = {
    code: 'brokenBench',
    process: 'issueReport',
    en: 'Broken bench',
    zh: '座椅损坏',
    owner: 'urban',
    handle: { workingDays: 4 },
  };
  const known = async () =>
    (await office.ask('deng-li', '{ categories(process: "issueReport") { code handle { workingDays } title { en } } }')).data
      .categories as {
      code: string;
      handle: object;
    }[];
  const file = () => office.start('deng-li', { ...rubbish, category: 'brokenBench' });

  it('holds from its day on: what is to come changes nothing today', async () => {
    expect(await changeOf(office, 'setCategory', { input: { ...bench, validFrom: tomorrow } })).toMatchObject(DONE);
    expect(await file()).toMatchObject({ __typename: 'InvalidInput', issues: [{ path: ['input', 'category'] }] });
    expect((await known()).map(({ code }) => code)).not.toContain('brokenBench');
    expect(await changeOf(office, 'setCategory', { input: { ...bench, validFrom: today } })).toMatchObject(DONE);
    expect(await file()).toMatchObject({ case: { unit: 'urban' } });
  });

  it('leaves open cases what they were opened with', async () => {
    const { id } = (await file()).case;
    await changeOf(office, 'setCategory', { input: { ...bench, validFrom: today, handle: { workingDays: 1 } } });
    const budget = async (of: string) =>
      (await office.ask('xu-jing', `{ case(id: "${of}") { clocks { name budget { workingDays } } } }`)).data.case.clocks.find(
        ({ name }: { name: string }) => name === 'handle',
      ).budget;
    expect(await budget(id)).toEqual({ workingDays: 4 });
    expect(await budget((await file()).case.id)).toEqual({ workingDays: 1 });
  });

  it('may be handled by calendar days', async () => {
    await changeOf(office, 'setCategory', { input: { ...bench, validFrom: today, handle: { calendarDays: 3 } } });
    const { id } = (await file()).case;
    const asked = '{ name budget { workingDays calendarDays rolls toMidnight until text } remaining { value unit text } dueAt }';
    const { data } = await office.ask('xu-jing', `{ case(id: "${id}") { clocks ${asked} } }`, {}, { 'accept-language': 'en' });
    const clock = data.case.clocks.find(({ name }: { name: string }) => name === 'handle');
    expect(clock).toMatchObject({
      budget: { workingDays: null, calendarDays: 3, rolls: false, toMidnight: false, until: null, text: '3 calendar days' },
      remaining: { value: 3, unit: 'calendarDays', text: '3 days left' },
      dueAt: expect.stringMatching(/T16:00:00/),
    });
  });

  it('that is retired is reported no more; and none is changed for the past', async () => {
    await changeOf(office, 'setCategory', { input: { ...bench, validFrom: today, retired: true } });
    expect(await file()).toMatchObject({ issues: [{ message: expect.stringMatching(/no longer in the catalogue/) }] });
    const wrong = async (part: object) => wrongWith(office, 'setCategory', { input: { ...bench, validFrom: tomorrow, ...part } });
    expect(await wrong({ validFrom: '2020-01-01' })).toEqual([expect.stringMatching(/^input.validFrom: .*stays as it was/)]);
    await expect(wrong({ validFrom: '2199-02-30' })).rejects.toThrow('INVALID_INPUT');
    expect(await wrong({ handle: { workingDays: 0 } })).toEqual([expect.stringMatching(/^input.handle/)]);
    expect(await wrong({ owner: 'moon' })).toEqual([expect.stringMatching(/^input.owner/)]);
    expect(await wrong({ process: 'moonWalk' })).toEqual([expect.stringMatching(/^input.process/)]);
  });

  it('that two administrators have open is saved by the first; the second is told by whom', async () => {
    const lamp = { ...bench, code: 'lamp', validFrom: today };
    await changeOf(office, 'setCategory', { input: lamp });
    const read = async () =>
      (await office.ask('shi-lei', '{ categories { code version } }')).data.categories.find(
        ({ code }: { code: string }) => code === 'lamp',
      ).version;
    const expectedVersion = await read();
    const [first, second] = await Promise.all(
      [2, 3].map((workingDays) =>
        changeOf(office, 'setCategory', { input: { ...lamp, handle: { workingDays } }, expectedVersion }),
      ),
    );
    expect([first.__typename, second.__typename].toSorted()).toEqual(['ChangeDone', 'InvalidInput']);
    const [{ path, message }] = first.issues ?? second.issues;
    expect([path, message]).toEqual([['expectedVersion'], expect.stringMatching(/changed this at .*, to version 2/)]);
    expect(await wrongWith(office, 'setCategory', { input: lamp, expectedVersion: null })).toHaveLength(1);
    expect(await read()).toBe(2);
  });

  it('has its legal channel until that is left out, and a channel has a name', async () => {
    const court = { ...bench, code: 'court', validFrom: today };
    const channel = { en: 'the court', zh: '法院', phone: '12368' };
    await changeOf(office, 'setCategory', { input: { ...court, channel } });
    expect((await office.start('deng-li', { ...rubbish, category: 'court' })).case.state).toBe('rejected');
    const { change } = await changeOf(office, 'setCategory', { input: court });
    expect(change).toMatchObject({ before: { channel }, after: { channel: null } });
    expect((await office.start('deng-li', { ...rubbish, category: 'court' })).case.state).toBe('dispatched');
    expect(await wrongWith(office, 'setCategory', { input: { ...court, channel: { en: ' ', zh: '法院' } } })).toHaveLength(1);
  });

  it('and a limit say what they will be from days to come', async () => {
    await changeOf(office, 'setCategory', { input: { ...bench, code: 'lamp', validFrom: tomorrow, retired: true } });
    await changeOf(office, 'setLimit', { input: { process: 'issueReport', name: 'maxPhotos', value: 9, validFrom: tomorrow } });
    const { data } = await office.ask(
      'shi-lei',
      `{ categories { code upcoming { validFrom retired } } limits(process: "issueReport") { name number upcoming { validFrom number } version }
         then: limits(process: "issueReport", on: "${tomorrow}") { name number } gone: categories(on: "${tomorrow}") { code } }`,
    );
    const named = (rows: { name?: string; code?: string }[], name: string) =>
      rows.find((row) => [row.name, row.code].includes(name));
    expect(named(data.categories, 'lamp')).toMatchObject({ upcoming: [{ validFrom: tomorrow, retired: true }] });
    expect(named(data.limits, 'maxPhotos')).toMatchObject({
      number: 6,
      upcoming: [{ validFrom: tomorrow, number: 9 }],
      version: 1,
    });
    expect([named(data.then, 'maxPhotos'), named(data.gone, 'lamp')]).toEqual([{ name: 'maxPhotos', number: 9 }, undefined]);
  });
});

describe('a limit', () => {
  type Set = { name: string; number: number | null; budget: object | null };
  const limits = async () => {
    const asked = '{ limits(process: "issueReport") { name number budget { workingDays dutyMinutes } } }';
    const { data } = await office.ask('deng-li', asked);
    return Object.fromEntries(data.limits.map(({ name, number, budget }: Set) => [name, number ?? budget]));
  };

  it('is the tenant’s from its day on: a number, a clock’s time, a ladder', async () => {
    expect(await limits()).toMatchObject({ maxPhotos: 6, duplicateRadius: 80, 'clock.accept': { dutyMinutes: 240 } });
    const set = (name: string, value: unknown, validFrom = today) =>
      changeOf(office, 'setLimit', { input: { process: 'issueReport', name, value, validFrom } });
    expect(await set('validReportPoints', 25)).toMatchObject(DONE);
    expect(await set('validReportPoints', 1, tomorrow)).toMatchObject(DONE);
    expect(await set('clock.accept', { workingDays: 9 })).toMatchObject(DONE);
    expect(await set('ladder.accept', [{ at: 100, notify: [{ role: 'leader' }] }])).toMatchObject(DONE);
    expect(await limits()).toMatchObject({ validReportPoints: 25, 'clock.accept': { workingDays: 9 } });
    const { id } = (await office.start('deng-li', rubbish)).case;
    const { clocks } = (
      await office.ask('xu-jing', `{ case(id: "${id}") { clocks { name budget { workingDays } remaining { value } } } }`)
    ).data.case;
    expect(clocks.find(({ name }: { name: string }) => name === 'accept')).toMatchObject({ budget: { workingDays: 9 } });
    await office.act('fang-yong', 'accept', id);
    await office.act('fang-yong', 'done', id, { result: 'Gone' });
    await office.act('zhou-min', 'verify', id, { passed: true, at: rubbish.place });
    const { account } = (await office.ask('deng-li', '{ account(owner: "deng-li", asset: points) { balance } }')).data;
    expect(account.balance).toBe(25);
  });

  it('is refused when it is none of the process’s, or no such value', async () => {
    const wrong = (name: string, value: unknown, process = 'issueReport') =>
      wrongWith(office, 'setLimit', { input: { process, name, value, validFrom: today } });
    expect(await wrong('moonRadius', 1)).toEqual([expect.stringMatching(/^input.name/)]);
    expect(await wrong('maxPhotos', -1)).toEqual([expect.stringMatching(/^input.value: Give a whole number/)]);
    expect(await wrong('maxPhotos', 'six')).toHaveLength(1);
    expect(await wrong('clock.accept', { hours: 4 })).toEqual([expect.stringMatching(/^input.value: A budget is/)]);
    expect(await wrong('ladder.accept', [{ at: 100, act: 'fly' }])).toEqual([expect.stringMatching(/^input.value: A ladder is/)]);
    const twice = [
      { at: 100, notify: [{ role: 'leader' }] },
      { at: 100, act: 'lapseObjection' },
    ];
    expect(await wrong('ladder.objection', twice)).toEqual([expect.stringMatching(/one step for each share/)]);
    expect(await wrong('ladder.accept', [{ at: 100, notify: [{ role: 'handlr' }] }])).toEqual([
      expect.stringMatching(/^input.value: There is no “handlr”.*handler/),
    ]);
    expect(await wrong('clock.moon', { workingDays: 1 })).toEqual([expect.stringMatching(/^input.name/)]);
    expect(await wrong('maxPhotos', 6, 'moonWalk')).toEqual([expect.stringMatching(/^input.process/)]);
  });
});

describe('a ladder', () => {
  const set = (name: string, value: unknown) => ({ process: 'issueReport', name: `ladder.${name}`, value, validFrom: today });
  const wrong = (name: string, value: unknown) => wrongWith(office, 'setLimit', { input: set(name, value) });

  it('keeps the acts that its clock does by itself, and does no others', async () => {
    expect(await wrong('answer', [])).toEqual([
      expect.stringMatching(/^input.value: Keep a step that does “goOnWithout”.*"at": 100/),
    ]);
    expect(await wrong('answer', [{ at: 100, notify: [{ role: 'leader' }] }])).toHaveLength(1);
    expect(await wrong('accept', [{ at: 100, act: 'withdraw' }])).toEqual([
      expect.stringMatching(/^input.value: The clock “accept” may not do “withdraw”/),
    ]);
    for (const idle of [{ at: 50 }, { at: 50, notify: [] }])
      expect(await wrong('accept', [idle])).toEqual([expect.stringMatching(/^input.value: The step at 50 neither tells/)]);
    expect(await changeOf(office, 'setLimit', { input: set('answer', [{ at: 150, act: 'goOnWithout' }]) })).toMatchObject(DONE);
  });
});

describe('the people who hold a role', () => {
  it('are those who hold it on the day asked for, and haven’t left', async () => {
    const holders = async (on = '') => {
      const { data } = await office.ask('shi-lei', `{ people(role: "ruler"${on}) { edges { node { id } } } }`);
      return data.people.edges.map(({ node }: { node: { id: string } }) => node.id);
    };
    const before = await holders();
    await office.sql(
      `INSERT INTO people (tenant, id, subject, name, ended_on) VALUES
         ('fushan', 'role-ended', 'role-ended', 'Role ended', NULL), ('fushan', 'role-to-come', 'role-to-come', 'Role to come', NULL),
         ('fushan', 'has-left', 'has-left', 'Has left', $1::date)`,
      [today],
    );
    await office.sql(
      `INSERT INTO person_roles (tenant, person_id, id, role, valid_from, ended_on) VALUES
         ('fushan', 'role-ended', 'r-ended', 'ruler', '2020-01-01', $1::date), ('fushan', 'role-to-come', 'r-to-come', 'ruler', $2::date, NULL),
         ('fushan', 'has-left', 'r-left', 'ruler', '2020-01-01', NULL)`,
      [today, tomorrow],
    );
    expect(before.length).toBeGreaterThan(0);
    expect(await holders()).toEqual(before);
    expect(await holders(`, on: "${tomorrow}"`)).toEqual([...before, 'role-to-come'].toSorted());
    expect(await holders(', on: "2020-06-01"')).toEqual(expect.arrayContaining(['role-ended', 'has-left']));
    await office.sql(`DELETE FROM people WHERE id IN ('role-ended', 'role-to-come', 'has-left')`);
  });
});

describe('grid areas', () => {
  type Drawn = { id: string; title: { en: string; zh: string }; shape: { type: string; coordinates: number[][][] } };
  const read = async () => (await office.ask('shi-lei', '{ areas { id title { en zh } shape } areasVersion }')).data;
  const dryRun = async (areas: object[]) =>
    (
      await office.ask(
        'xu-jing',
        'query ($areas: [AreaInput!]!) { areasDryRun(areas: $areas) { openCases cases { caseId before after } issues } }',
        { areas },
      )
    ).data.areasDryRun;

  it('are redrawn together, after a trial that names the open cases whose place would lie elsewhere', async () => {
    const { areas } = (await read()) as { areas: Drawn[] };
    const { id, area } = (await office.start('deng-li', rubbish)).case;
    const own = areas.find((one) => one.id === area) as Drawn;
    const input = ({ id: of, title, shape }: Drawn, more: object = {}) => ({ id: of, ...title, shape, ...more });
    // The area ends short of the place.
    const [ring = []] = own.shape.coordinates;
    const west = Math.min(...ring.map(([lon = 0]) => lon));
    const south = Math.min(...ring.map(([, lat = 0]) => lat));
    const small = [
      [west, south],
      [west + 1e-4, south],
      [west + 1e-4, south + 1e-4],
      [west, south + 1e-4],
      [west, south],
    ];
    const shrunk = input(own, { shape: { type: 'Polygon', coordinates: [small.map(([lon = 0, lat = 0]) => [lon - 1, lat])] } });
    const trial = await dryRun([shrunk]);
    expect(trial.issues).toEqual([]);
    expect(trial.cases).toContainEqual({ caseId: id, before: area, after: null });
    expect((await dryRun([input(own)])).openCases).toBe(0);
    const other = areas.find((one) => one.id !== area) as Drawn;
    expect((await dryRun([input(own, { shape: other.shape })])).issues).toEqual([
      expect.stringMatching(/would cover the same ground/),
    ]);
    expect(await wrongWith(office, 'setAreas', { areas: [input(own, { shape: other.shape })] })).toEqual([
      expect.stringMatching(/^areas\.0\.shape/),
    ]);
    const answer = await changeOf(office, 'setAreas', { areas: [shrunk] });
    expect(answer).toMatchObject({ ...DONE, change: { after: { openCases: trial.openCases } } });
    expect(await office.start('deng-li', rubbish)).toMatchObject({ __typename: 'InvalidInput' });
    expect((await read()).areasVersion).toBe(1);
    expect(await wrongWith(office, 'setAreas', { areas: [input(own)], expectedVersion: 0 })).toHaveLength(1);
    await changeOf(office, 'setAreas', { areas: [input(own)] });
    expect((await office.start('deng-li', rubbish)).case.area).toBe(area);
  });
});

describe('dispatch rules', () => {
  type Rule = { id: string; en: string; zh: string; unit: string; when: object };
  const rule = (id: string, unit: string, when: object): Rule => ({ id, en: `Rule ${id}`, zh: `规则${id}`, unit, when });
  const read = async () =>
    (
      await office.ask(
        'xu-jing',
        '{ issueReportDispatchRules { version rules { id unit when { categories areas hours { from to } owner } title { en zh } } } }',
      )
    ).data.issueReportDispatchRules;
  const dryRun = async (rules: Rule[]) =>
    (
      await office.ask(
        'xu-jing',
        'query ($rules: [DispatchRuleInput!]!) { issueReportDryRun(rules: $rules) { total matched unmatched changed units { unit before after } cases { caseId before after rule changed } issues } }',
        { rules },
      )
    ).data.issueReportDryRun;

  it('are tried on past reports before they are saved, and nothing changes by that', async () => {
    const past = (await office.start('deng-li', { ...rubbish, category: 'pests' })).case.id;
    const trial = await dryRun([
      rule('pests-to-market', 'market', { categories: ['pests'] }),
      rule('own-urban', 'urban', { owner: true }),
    ]);
    expect(trial.cases.find(({ caseId }: { caseId: string }) => caseId === past)).toEqual({
      caseId: past,
      before: 'sanitation',
      after: 'market',
      rule: 'pests-to-market',
      changed: true,
    });
    expect(trial.total).toBeGreaterThan(3);
    expect(trial.matched + trial.unmatched).toBe(trial.total);
    expect(trial.units).toContainEqual({ unit: 'market', before: 0, after: 1 });
    expect(trial.issues).toEqual([]);
    expect((await read()).version).toBe(1);
  });

  it('that push a department’s matter down to a township are named in the trial, and refused when they are saved', async () => {
    const down = [rule('down', 'cangqiao-community', { categories: ['rubbish'], areas: ['cangqiao'] })];
    expect((await dryRun(down)).issues).toEqual([expect.stringMatching(/Environmental Sanitation.+Cangqiao/s)]);
    expect(await wrongWith(office, 'setIssueReportDispatchRules', { rules: down, expectedVersion: 1 })).toEqual([
      expect.stringMatching(/^rules\.0.*Sanitation/),
    ]);
    const odd = [rule('a', 'moon', {}), rule('a', 'urban', { categories: ['dragons'], hours: { from: '25:00', to: '06:00' } })];
    expect((await wrongWith(office, 'setIssueReportDispatchRules', { rules: odd, expectedVersion: 1 })).length).toBeGreaterThan(
      0,
    );
    expect(await wrongWith(office, 'setIssueReportDispatchRules', { rules: [], expectedVersion: 1 })).toHaveLength(1);
    const late = [rule('late', 'urban', { hours: { from: '25:00', to: '06:00' } })];
    expect(await wrongWith(office, 'setIssueReportDispatchRules', { rules: late, expectedVersion: 1 })).toEqual([
      expect.stringMatching(/^rules\.0\.when\.hours\.from: The rule “late” doesn’t fit/),
    ]);
    expect((await read()).version).toBe(1);
  });

  it('keep a category from an owner whose matter they would push down, until they are changed', async () => {
    const down = [rule('down', 'cangqiao-community', { categories: ['neighbours'] }), rule('own', 'sanitation', { owner: true })];
    expect(await changeOf(office, 'setIssueReportDispatchRules', { rules: down, expectedVersion: 1 })).toMatchObject(DONE);
    const neighbours = { code: 'neighbours', process: 'issueReport', en: 'Dispute', zh: '纠纷', handle: { workingDays: 5 } };
    const input = { ...neighbours, owner: 'urban', validFrom: today };
    expect(await wrongWith(office, 'setCategory', { input })).toEqual([
      expect.stringMatching(/^input\.owner.*Rule down.*Cangqiao Community.*Urban Management/),
    ]);
    expect(await changeOf(office, 'setCategory', { input: { ...input, owner: null } })).toMatchObject(DONE);
    // One that a rule names isn't retired under it.
    expect(await wrongWith(office, 'setCategory', { input: { ...input, owner: null, retired: true } })).toEqual([
      expect.stringMatching(/^input\.retired: The dispatch rule “Rule down” names “Dispute”/),
    ]);
  });

  it('decide in their order once saved, and say why to the unit and to the reporter', async () => {
    const rules = [
      rule('park-first', 'urban', {
        categories: ['rubbish'],
        areas: ['fushan-park', 'fuheng-street', 'luxun-west', 'shuicheng-lane', 'dalongshi', 'toulao-river'],
      }),
      rule('own-sanitation', 'sanitation', { owner: true }),
    ];
    expect(await changeOf(office, 'setIssueReportDispatchRules', { rules, expectedVersion: 2 })).toMatchObject(DONE);
    expect(await wrongWith(office, 'setIssueReportDispatchRules', { rules, expectedVersion: 2 })).toEqual([
      expect.stringMatching(/^expectedVersion.*version 3/),
    ]);
    const kept = await read();
    const again = kept.rules.map(({ title, ...read }: { title: Omit<Rule, 'when'>; when: object }) => ({ ...read, ...title }));
    expect(await changeOf(office, 'setIssueReportDispatchRules', { rules: again, expectedVersion: 3 })).toMatchObject(DONE);
    expect((await read()).rules).toEqual(kept.rules);
    const { id, unit } = (await office.start('deng-li', rubbish)).case;
    expect(unit).toBe('urban');
    const { data } = await office.ask(
      'deng-li',
      `{ case(id: "${id}") { ${FACTS('issueReport')} } inbox(first: 1) { edges { node { subject body } } } }`,
    );
    expect(data.case.facts.dispatch).toMatchObject({
      rule: 'park-first',
      unit: { id: 'urban' },
      why: { en: expect.stringMatching(/Rule park-first.*Dumped rubbish/) },
    });
    expect(data.inbox.edges[0].node.body).toMatch(/Rule park-first/);
  });
});

describe('reply templates', () => {
  it('are texts to start from in a state', async () => {
    const reply = { process: 'issueReport', state: 'handling', id: 'swept', en: 'Swept and taken away.', zh: '已清扫清运。' };
    expect(await changeOf(office, 'setReplyTemplate', { input: reply })).toMatchObject(DONE);
    const { data } = await office.ask(
      'fang-yong',
      '{ replyTemplates(process: "issueReport", state: "handling") { id title { en zh } } }',
    );
    expect(data.replyTemplates).toContainEqual({ id: 'swept', title: { en: reply.en, zh: reply.zh } });
    expect(await wrongWith(office, 'setReplyTemplate', { input: { ...reply, state: 'flying' } })).toEqual([
      expect.stringMatching(/^input.state.*reported/),
    ]);
  });

  it('come with the process until the tenant writes its own, and come back when that is taken out', async () => {
    const reply = {
      process: 'issueReport',
      state: 'verifying',
      id: 'beingChecked',
      en: 'We look at it today.',
      zh: '今日核实。',
    };
    const shown = async () =>
      (
        await office.ask(
          'fang-yong',
          '{ replyTemplates(process: "issueReport", state: "verifying") { id overridden title { en } } }',
        )
      ).data.replyTemplates;
    const byItself = [{ id: 'beingChecked', overridden: false, title: { en: expect.stringMatching(/grid officer/) } }];
    expect(await shown()).toEqual(byItself);
    await changeOf(office, 'setReplyTemplate', { input: reply });
    expect(await shown()).toEqual([{ id: 'beingChecked', overridden: true, title: { en: reply.en } }]);
    const { en: _, zh: __, ...at } = reply;
    expect(await changeOf(office, 'removeReplyTemplate', at)).toMatchObject(DONE);
    expect(await shown()).toEqual(byItself);
    expect(await wrongWith(office, 'removeReplyTemplate', at)).toEqual([expect.stringMatching(/^id: The tenant has no text/)]);
  });
});

describe('the end of a grid area', () => {
  it('names what depends on it; nothing new comes there, and what is open goes on', async () => {
    const filed = (await office.start('deng-li', rubbish)).case;
    const id = filed.area as string;
    const [named = ''] = await wrongWith(office, 'endArea', { id });
    for (const words of [/^evenSo: .*open cases lie in it/, /people hold roles there.*周敏/, /setAreas/])
      expect(named).toMatch(words);
    expect(await changeOf(office, 'endArea', { id, evenSo: true })).toMatchObject(DONE);
    expect(await wrongWith(office, 'endArea', { id })).toEqual([expect.stringMatching(/dissolved already/)]);
    expect(await office.start('deng-li', rubbish)).toMatchObject({ __typename: 'InvalidInput' });
    expect(await wrongWith(office, 'giveRole', { input: { person: 'deng-li', role: 'officer', area: id } })).toEqual([
      expect.stringMatching(/no longer/),
    ]);
    // The category is put right where the report lies, and its officer still checks it.
    expect(await office.act('lou-tao', 'correct', filed.id, { category: 'pests', reason: 'Rats.' })).toMatchObject({
      __typename: 'ActionDone',
      case: { area: id },
    });
    const { areas } = (await office.ask('shi-lei', '{ areas { id title { en zh } shape endedOn } }')).data;
    const own = areas.find((one: { id: string }) => one.id === id);
    expect(own.endedOn).toEqual(expect.any(String));
    expect(await wrongWith(office, 'setAreas', { areas: [{ id, ...own.title, shape: own.shape }] })).toEqual([
      expect.stringMatching(/was dissolved; enter a new one/),
    ]);
    // The ground goes to a new area, with whatever is filed from then on.
    await changeOf(office, 'setAreas', { areas: [{ id: 'taken-over', ...own.title, shape: own.shape }] });
    expect((await office.start('deng-li', rubbish)).case.area).toBe('taken-over');
    await office.sql(`DELETE FROM areas WHERE id = 'taken-over'`);
    await office.sql(`UPDATE areas SET ended_on = NULL WHERE id = $1`, [id]);
  });
});
