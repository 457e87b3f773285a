import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { xindai } from '../../prisma/seed/xindai.ts';
import { enterpriseDemandPackage } from '../../processes/enterprise-demand.ts';
import { projectTrackingPackage } from '../../processes/project-tracking.ts';
import type { TestBanjie } from '../../testing/test-banjie.ts';
import { startOnSharedPostgres } from '../servers/whole-banjie.ts';

// biome-ignore lint/suspicious/noExplicitAny: each test knows what it asked for
type Any = any;

const YINFAN = '91339901MA9X00011A';
const ZONE = 8 * 3_600_000;

let banjie: TestBanjie;
beforeAll(async () => {
  banjie = await startOnSharedPostgres({ packages: [projectTrackingPackage, enterpriseDemandPackage], tenants: [xindai] });
});
afterAll(() => banjie?.close());

const dayOn = (days: number): string => new Date(banjie.now() + ZONE + days * 86_400_000).toISOString().slice(0, 10);
const plan = (more: object = {}) => ({
  ...{ firm: YINFAN, title: '智能工厂', officer: 'lao-yun' },
  milestones: [
    { title: '结顶', plannedOn: dayOn(20) },
    { title: '投产', plannedOn: dayOn(90) },
  ],
  ...more,
});
const act = (person: string, action: string, id: string, input: object = {}) =>
  banjie.act(person, `projectTracking.${action}`, id, input);
const told = async (person: string): Promise<string> =>
  JSON.stringify((await banjie.ask(person, '{ inbox(first: 30) { edges { node { subject } } } }')).data);

describe('a tracked project', () => {
  it('is of a firm of the register, by an officer, with days to come', async () => {
    const wrong = (more: object) => banjie.start('zhan-rui', 'projectTracking', plan(more));
    expect(await wrong({ firm: '91339901MA9X99999A' })).toMatchObject({ issues: [{ path: ['input', 'firm'] }] });
    expect(await wrong({ officer: 'mu-qing' })).toMatchObject({ issues: [{ path: ['input', 'officer'] }] });
    expect(await wrong({ milestones: [{ title: 'x', plannedOn: dayOn(-1) }] })).toMatchObject({
      issues: [{ path: ['input', 'milestones', '0', 'plannedOn'] }],
    });
  });

  it('tells of a slip at 80, 100 and 200 per cent, and turns what stands in the way into a demand', async () => {
    const id = (await banjie.start('zhan-rui', 'projectTracking', plan())).case?.id ?? '';
    const obstacle = { category: 'logistics', text: '货车无法掉头' };
    expect(await act('agent-yinfan', 'tellObstacle', id, { ...obstacle, category: 'nix' })).toMatchObject({
      issues: [{ path: ['input', 'category'] }],
    });
    expect(await act('agent-yinfan', 'tellObstacle', id, obstacle)).toMatchObject({ __typename: 'ActionDone' });
    const linked = async () =>
      (await banjie.ask('zhan-rui', `{ case(id: "${id}") { linkedFrom { from kind } } }`)).data.case.linkedFrom;
    const [link] = await banjie.until(linked, (all: readonly Any[]) => all.length > 0);
    expect(link).toMatchObject({ kind: 'raisedIn', from: expect.stringMatching(/-ED-/) });
    await banjie.pass('18 days');
    expect(await told('lao-yun')).toContain(id);
    expect(await told('hua-sheng')).not.toContain(id);
    await banjie.pass('24 days');
    expect(await told('zhan-rui')).toContain(id);
    expect(await told('hua-sheng')).toContain(id);
    expect(await act('lao-yun', 'reach', id, { milestone: 1, on: dayOn(-2) })).toMatchObject({ case: { state: 'running' } });
    const { data } = await banjie.ask(
      'agent-yinfan',
      `{ case(id: "${id}") { ... on ProjectTracking { facts { milestones { slipDays reachedOn } } } } }`,
    );
    expect(data.case.facts.milestones).toEqual([
      { slipDays: 20, reachedOn: dayOn(-2) },
      { slipDays: null, reachedOn: null },
    ]);
  });
});
