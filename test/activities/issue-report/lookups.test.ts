import { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readActor } from '../../../activities/actors.ts';
import { issueReportLookups as lookups } from '../../../activities/issue-report/lookups.ts';
import type { LookupAnswer, LookupAsk } from '../../../activities/lookups.ts';
import { tenantRead } from '../../../activities/tenant-read.ts';
import { seedSampleData } from '../../../prisma/seed/seed.ts';
import { tongyu } from '../../../prisma/seed/tongyu.ts';
import { limits as rules } from '../../../workflows/issue-report/limits.ts';
import { defaultsOf } from '../../../workflows/kernel/limits.ts';
import type { Case } from '../../../workflows/kernel/process.ts';
import { freshDatabase, type TestDatabase } from '../../servers/shared.ts';
import { sql } from '../../servers/sql.ts';

let database: TestDatabase;
let pool: Pool;
let questions = 0;

beforeAll(async () => {
  database = await freshDatabase();
  await seedSampleData(database.ownerUrl);
  pool = new Pool({ connectionString: database.appUrl });
});
afterAll(() => pool.end());

const change = (text: string, values: unknown[] = []) => sql(database.ownerUrl, text, values);

const current = (category: string) =>
  ({ id: 'FS-IR-1', tenant: 'fushan', state: 'reported', facts: { category: { code: category } } }) as unknown as Case;

const noon = Date.parse('2026-03-04T12:00:00+08:00');
const night = Date.parse('2026-03-04T23:30:00+08:00');

const limits = defaultsOf(rules);

const ask = async (action: keyof typeof lookups, input: unknown, more: Partial<LookupAsk> = {}): Promise<LookupAnswer> => {
  const read = tenantRead(pool, more.tenant ?? 'fushan');
  return await lookups[action]({
    read: (text, args) => {
      questions++;
      return read(text, args);
    },
    tenant: 'fushan',
    caseId: 'FS-IR-1',
    current: current('pavement'),
    actor: { id: 'xu-jing', name: '徐静', grants: [{ role: 'dispatcher' }] },
    input,
    limits,
    now: noon,
    ...more,
  });
};

// biome-ignore lint/suspicious/noExplicitAny: each action knows something else
const reference = (answer: LookupAnswer): any =>
  'reference' in answer ? answer.reference : expect.fail(JSON.stringify(answer.issues));
const said = (answer: LookupAnswer) =>
  'issues' in answer ? answer.issues.map(({ path, message }) => `${path.join('.')}: ${message.en}`) : [];
const inChinese = (answer: LookupAnswer) => ('issues' in answer ? answer.issues.map(({ message }) => message.zh) : []);

const cangqiao = { lat: 29.99, lon: 120.563 };
const dalongshi = { lat: 30.01, lon: 120.59 };
const start = (category: string, place = dalongshi, more: Partial<LookupAsk> = {}) => ask('start', { category, place }, more);

describe('filing a report', () => {
  it('finds the area, the owner’s unit by rule, and the time to handle it', async () => {
    expect(reference(await start('pavement'))).toEqual({
      category: {
        code: 'pavement',
        title: { en: 'Occupied pavement', zh: '占道经营' },
        handle: { workingDays: 2 },
        anonymous: false,
        emergency: null,
        legal: null,
        sealed: false,
      },
      area: { id: 'dalongshi', title: { en: 'Dalongshi', zh: '大龙市网格' } },
      desk: { id: 'desk', title: { en: 'Dispatch desk', zh: '综合信息指挥室' } },
      dispatch: {
        rule: 'own-urban',
        why: {
          en: 'Matters of Urban Management (by the responsibility list).',
          zh: '综合行政执法事项（依据责任清单）。',
        },
        unit: { id: 'urban', title: { en: 'Urban Management', zh: '综合行政执法队' } },
      },
      same: null,
    });
  });

  it('goes by area and by hour where rules do', async () => {
    expect(reference(await start('illegalAdvert', cangqiao)).dispatch.unit.id).toBe('sanitation');
    expect(reference(await start('illegalAdvert')).dispatch.unit.id).toBe('urban');
    expect(reference(await start('manhole', dalongshi, { now: night })).dispatch.unit.id).toBe('emergency');
    expect(reference(await start('manhole')).dispatch).toBeNull();
  });

  it('leaves to the dispatch desk what no rule takes', async () => {
    expect(reference(await start('other')).dispatch).toBeNull();
  });

  it('names the emergency channel with its number', async () => {
    const { category } = reference(await start('fire'));
    expect(category.emergency).toEqual({ title: { en: 'Fire brigade, 119', zh: '消防救援119' }, phone: '119' });
    expect(category.legal).toBeNull();
  });

  it('names the legal channel of what isn’t the street’s', async () => {
    const { category } = reference(await start('misconduct'));
    expect(category.emergency).toBeNull();
    expect(category.legal.zh).toContain('12388');
    expect(category.sealed).toBe(true);
  });

  it('asks the database once', async () => {
    questions = 0;
    await start('pavement');
    expect(questions).toBe(1);
  });

  it('says that a category isn’t in the catalogue', async () => {
    const answer = await start('ufo');
    expect(said(answer)).toEqual(['category: There is no category “ufo”; choose one from the catalogue.']);
    expect(inChinese(answer)[0]).toContain('ufo');
  });

  it('says that a category is no longer in use', async () => {
    expect(said(await start('coalStove'))[0]).toContain('category: “Coal stove” is no longer in the catalogue');
  });

  it('says that a place lies outside every area, together with what else is wrong', async () => {
    const answer = await start('ufo', { lat: 30.25, lon: 120.15 });
    expect(said(answer)).toHaveLength(2);
    expect(said(answer)[1]).toContain('place: This place lies in none of the grid areas');
  });

  it('goes by the row of a category that holds today', async () => {
    expect(reference(await start('rubbish')).category.handle).toEqual({ workingDays: 1 });
    await change(
      `INSERT INTO categories (tenant, code, valid_from, en, zh, handle) VALUES
       ('fushan', 'rubbish', tenant_today('fushan') + 1, 'x', 'x', '{"workingDays": 7}'),
       ('fushan', 'snow', tenant_today('fushan') + 1, 'Snow', '积雪', '{"workingDays": 1}')`,
    );
    expect(reference(await start('rubbish')).category.handle).toEqual({ workingDays: 1 });
    expect(said(await start('snow'))).toEqual(['category: There is no category “snow”; choose one from the catalogue.']);
  });

  it('goes by the newest set of rules, and passes over a unit that has been dissolved', async () => {
    await change(
      `INSERT INTO dispatch_rules (tenant, version, position, id, en, zh, "when", unit) VALUES
       ('tongyu', 2, 1, 'village', 'Village', '村', '{"categories": ["fieldPath"]}', 'tongyu-village'),
       ('tongyu', 2, 2, 'rest', 'Rest', '其余', '{}', 'tongyu-urban')`,
    );
    const pavement = await start('pavement', { lat: 28.58, lon: 121.32 }, { tenant: 'tongyu' });
    expect(reference(pavement).dispatch.rule).toBe('rest');
    const path = () => start('fieldPath', { lat: 28.58, lon: 121.32 }, { tenant: 'tongyu' });
    // Nobody would be there to take it.
    expect(reference(await path()).dispatch.unit.id).toBe('tongyu-urban');
    await change(
      `INSERT INTO person_roles (tenant, id, person_id, role, unit) VALUES ('tongyu', 'village-handler', 'ruan-yong', 'handler', 'tongyu-village')`,
    );
    expect(reference(await path()).dispatch.unit.id).toBe('tongyu-village');
    await change(`UPDATE units SET ended_on = tenant_today('tongyu') WHERE id = 'tongyu-village'`);
    expect(reference(await path()).dispatch.unit.id).toBe('tongyu-urban');
  });

  it('knows nothing of another street’s categories and areas', async () => {
    const answer = await start('streetLight', dalongshi, { tenant: 'tongyu' });
    expect(said(answer)).toHaveLength(2);
  });

  it('says what a street without a dispatch desk has to do', async () => {
    await change(`INSERT INTO tenants (id, code, en, zh) VALUES ('bare', 'BA', 'Bare', '空')`);
    expect(said(await start('other', dalongshi, { tenant: 'bare' })).at(-1)).toContain('ask the administrator');
  });
});

describe('choosing a unit', () => {
  it.each(['dispatch', 'transfer'] as const)('to %s to gives its name', async (action) => {
    expect(reference(await ask(action, { unit: 'traffic', reason: 'r' }))).toEqual({
      unit: { id: 'traffic', title: { en: 'Traffic Police Liaison', zh: '交警联络室' } },
      pushedDownFrom: null,
      manned: true,
    });
  });

  it('says from whom a matter would be pushed down', async () => {
    const { pushedDownFrom } = reference(await ask('dispatch', { unit: 'cangqiao-community', reason: 'r' }));
    expect(pushedDownFrom).toEqual({ id: 'urban', title: { en: 'Urban Management', zh: '综合行政执法队' } });
    expect(
      reference(await ask('dispatch', { unit: 'cangqiao-community' }, { current: current('other') })).pushedDownFrom,
    ).toBeNull();
  });

  it('says that there is no such unit, also where another street has it', async () => {
    for (const unit of ['nowhere', 'tongyu-urban']) {
      expect(said(await ask('dispatch', { unit }))).toEqual([
        `unit: There is no unit “${unit}”, or no longer; choose one from the list of units.`,
      ]);
    }
  });

  it('says that a unit has been dissolved', async () => {
    await change(
      `INSERT INTO units (tenant, id, parent, path, en, zh, ended_on) VALUES
       ('fushan', 'gardens', 'fushan', '/fushan/gardens/', 'Gardens', '园林所', '2024-01-01')`,
    );
    expect(said(await ask('transfer', { unit: 'gardens' }))[0]).toContain('unit: Gardens no longer exists');
  });

  it('says whether somebody is there who can take it', async () => {
    expect(reference(await ask('dispatch', { unit: 'fushan', reason: 'r' })).manned).toBe(false);
  });

  it('never pushes a matter down, not even where its owner was named after the rule', async () => {
    await change(`UPDATE categories SET owner = 'urban' WHERE tenant = 'fushan' AND code = 'neighbours'`);
    await change(
      `INSERT INTO dispatch_rules (tenant, version, position, id, en, zh, "when", unit)
       SELECT id, 99, 1, 'down', 'Down', '下派', '{"categories": ["neighbours"]}', 'cangqiao-community' FROM tenants WHERE id = 'fushan'`,
    );
    expect(reference(await start('neighbours')).dispatch).toBeNull();
    await change(`DELETE FROM dispatch_rules WHERE version = 99`);
  });

  it('says that the dispatch desk does no work itself', async () => {
    expect(said(await ask('dispatch', { unit: 'desk' }))[0]).toContain('unit: Dispatch desk only dispatches');
  });

  it('in a ruling is left out where it goes back to the desk', async () => {
    expect(reference(await ask('rule', { upheld: true, reason: 'r' }))).toEqual({ chosen: null });
    expect(reference(await ask('rule', { upheld: true, unit: 'housing', reason: 'r' })).chosen.unit.id).toBe('housing');
    expect(reference(await ask('ruleFinally', { unit: 'housing', reason: 'r' }))).toEqual({
      unit: { id: 'housing', title: { en: 'Housing and Construction', zh: '城乡建设办公室' } },
      pushedDownFrom: null,
      manned: true,
    });
    expect(said(await ask('ruleFinally', { unit: 'nowhere' }))).toHaveLength(1);
  });
});

describe('naming people', () => {
  it('gives them with what they hold today', async () => {
    expect(reference(await ask('assign', { person: 'li-qiang' }))).toEqual({
      person: { id: 'li-qiang', name: '李强', unit: 'urban', grants: [{ role: 'handler', units: ['urban'] }] },
    });
  });

  it('gives a grant over a unit as one over all below it, over the whole tenant as one everywhere, and one bound to areas as bound to them', async () => {
    const read = tenantRead(pool, 'tongyu');
    expect((await readActor(read, 'ying-jie'))?.grants).toEqual([{ role: 'leader' }]);
    // Where a second unit stands at the top, the first is the whole no more.
    await change(`INSERT INTO units (tenant, id, path, en, zh) VALUES ('tongyu', 'guest', '/guest/', 'Guest', '来宾')`);
    const leader = await readActor(read, 'ying-jie');
    expect(leader?.grants[0]?.units?.toSorted()).toEqual(tongyu.units.map(({ id }) => id).toSorted());
    await change(`DELETE FROM units WHERE id = 'guest'`);
    expect((await readActor(read, 'guan-hui'))?.grants).toEqual([
      { role: 'officer', areas: ['gonghe'] },
      { role: 'officer', areas: ['xishan'] },
    ]);
    expect((await readActor(read, 'lin-hai'))?.grants).toEqual([{ role: 'dispatcher' }]);
  });

  it('leaves out roles that have ended or not yet begun', async () => {
    await change(`INSERT INTO person_roles (tenant, id, person_id, role, valid_from, ended_on) VALUES
      ('fushan', 'r1', 'fang-yong', 'leader', '2024-01-01', tenant_today('fushan')),
      ('fushan', 'r2', 'fang-yong', 'ruler', tenant_today('fushan') + 1, NULL)`);
    expect((await readActor(tenantRead(pool, 'fushan'), 'fang-yong'))?.grants).toEqual([
      { role: 'handler', units: ['sanitation'] },
    ]);
  });

  it('does not take a unit whose name only looks alike for one below', async () => {
    await change(`INSERT INTO units (tenant, id, parent, path, en, zh) VALUES
      ('fushan', 'a_b', 'fushan', '/fushan/a_b/', 'A', '甲'), ('fushan', 'a-b', 'fushan', '/fushan/a-b/', 'B', '乙')`);
    await change(
      `INSERT INTO person_roles (tenant, id, person_id, role, unit) VALUES ('fushan', 'r3', 'bai-xue', 'handler', 'a_b')`,
    );
    expect((await readActor(tenantRead(pool, 'fushan'), 'bai-xue'))?.grants[0]).toEqual({ role: 'handler', units: ['a_b'] });
  });

  it('says that there is nobody of that name, also where another street has them or they have left', async () => {
    await change(`UPDATE people SET ended_on = tenant_today('fushan') WHERE id = 'mao-yi'`);
    for (const person of ['nobody', 'luo-jun', 'mao-yi']) {
      expect(said(await ask('assign', { person }))[0]).toContain(`person: There is nobody “${person}” on the staff`);
    }
  });
});

describe('calling a meeting', () => {
  const call = (...units: string[]) =>
    ask('callMeeting', { at: '2026-03-05T09:00:00+08:00', lead: 'sanitation', emergency: false, units, agenda: 'a' });

  it('calls the leaders of the departments, each department once', async () => {
    const { departments } = reference(await call('traffic', 'urban', 'traffic'));
    expect(departments).toEqual([
      { unit: { id: 'traffic', title: { en: 'Traffic Police Liaison', zh: '交警联络室' } }, people: ['cao-yang'] },
      { unit: { id: 'urban', title: { en: 'Urban Management', zh: '综合行政执法队' } }, people: ['zhang-hong'] },
    ]);
  });

  it('calls a unit’s own leaders before those above it', async () => {
    await change(
      `INSERT INTO person_roles (tenant, id, person_id, role, unit) VALUES ('fushan', 'r4', 'yan-zheng', 'leader', 'fushan')`,
    );
    expect(reference(await call('urban')).departments[0].people).toEqual(['zhang-hong']);
  });

  it('calls the leader above where a unit has none of its own', async () => {
    await change(`INSERT INTO units (tenant, id, parent, path, kind, en, zh) VALUES
      ('fushan', 'urban-night', 'urban', '/fushan/urban/urban-night/', 'station', 'Night team', '夜班')`);
    expect(reference(await call('urban-night')).departments[0].people).toEqual(['zhang-hong']);
  });

  it('says which of the units isn’t there', async () => {
    expect(said(await call('urban', 'nowhere'))).toEqual([
      'units.1: There is no unit “nowhere”, or no longer; choose one from the list of units.',
    ]);
  });
});

describe('merging', () => {
  const open = (tenant: string, id: string, closed = false) =>
    change(
      `INSERT INTO cases (id, tenant, process, rules_version, title, state, closed, revision, facts, tasks_open, clock_states, opened_by, opened_at, updated_at, head_hash)
       VALUES ($1, $2, 'issueReport', 1, 't', 's', $3, 0, '{}', '[]', '{}', 'wang-xiuying', now(), now(), '')`,
      [id, tenant, closed],
    );

  it('finds the report to merge into, and where that has gone itself', async () => {
    await open('fushan', 'FS-IR-20260301-0001');
    await open('fushan', 'FS-IR-20260301-0002', true);
    const target = async (into: string) => reference(await ask('merge', { into })).target;
    expect(await target('FS-IR-20260301-0001')).toEqual({
      id: 'FS-IR-20260301-0001',
      process: 'issueReport',
      open: true,
      mergedInto: null,
      own: false,
      category: null,
      place: null,
    });
    await change(`INSERT INTO links (id, tenant, from_case, to_case, kind, since_revision) VALUES
      ('l1', 'fushan', 'FS-IR-20260301-0002', 'FS-IR-20260301-0001', 'mergedInto', 1)`);
    expect(await target('FS-IR-20260301-0002')).toMatchObject({ open: false, mergedInto: 'FS-IR-20260301-0001' });
    await change(`UPDATE links SET ended_revision = 2 WHERE id = 'l1'`);
    expect(await target('FS-IR-20260301-0002')).toMatchObject({ mergedInto: null });
  });

  it('says that there is no such case, also where another street has it', async () => {
    await open('tongyu', 'TY-IR-20260301-0001');
    for (const into of ['FS-IR-19990101-0001', 'TY-IR-20260301-0001']) {
      expect(said(await ask('merge', { into }))[0]).toContain(`into: There is no case ${into} here`);
    }
  });
});
