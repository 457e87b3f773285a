import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ended, fuseJob, liveLineSite, steps } from './live-line-site.ts';
import { type Office, openOffice } from './office.ts';

let office: Office;
let site: ReturnType<typeof liveLineSite>;
beforeAll(async () => {
  office = await openOffice();
  site = liveLineSite(office);
});
afterAll(() => office?.close());

const tasksOf = async (person: string, id: string): Promise<string[]> =>
  (await office.ask(person, `{ tasks(first: 50) { edges { node { action caseId } } } }`)).data.tasks.edges
    .map(({ node }: { node: { action: string; caseId: string } }) => node)
    .filter(({ caseId }: { caseId: string }) => caseId === id)
    .map(({ action }: { action: string }) => action)
    .toSorted();

describe('a live-line work permit', () => {
  it('goes from issuing over survey, checks, fencing, a signed briefing, permission and ten steps to the return of the line', async () => {
    const opened = await site.issue('zhang-qian', fuseJob());
    expect(opened).toMatchObject({
      __typename: 'ActionDone',
      case: { state: 'issued', unit: 'live-line-team' },
      event: { name: 'Issued', role: 'permitIssuer' },
    });
    const { id } = opened.case;
    expect(await tasksOf('fan-hao', id)).toEqual(['checkInsulation', 'checkWeather', 'recordFencing', 'recordSurvey']);
    await site.prepare(id);
    expect(await tasksOf('fan-hao', id)).toEqual(['holdBriefing']);
    await site.brief(id, { signers: [] });
    for (const person of ['cai-jun', 'deng-chao', 'guo-jing']) {
      expect(await tasksOf(person, id)).toEqual(['signBriefing']);
      await site.done(person, 'signBriefing', id);
      expect(await tasksOf(person, id)).toEqual([]);
    }
    expect(await site.done('sun-wei', 'permit', id, { conditions: 'Reclosing of E551 is off.' })).toMatchObject({
      case: { state: 'working' },
    });
    for (const step of steps) {
      await site.done('cai-jun', 'confirmStep', id, { step });
      expect(await tasksOf('guo-jing', id)).toEqual(['confirmStep']);
      await site.done('guo-jing', 'confirmStep', id, { step });
    }
    expect(await tasksOf('fan-hao', id)).toEqual(['endWork']);
    expect(await site.done('fan-hao', 'endWork', id, ended)).toMatchObject({ case: { state: 'handedBack' } });
    expect(await tasksOf('sun-wei', id)).toEqual(['close']);
    expect(await site.done('sun-wei', 'close', id, { lineReturned: true })).toMatchObject({ case: { state: 'closed' } });

    const { facts } = await site.facts(id);
    expect(facts.progress).toHaveLength(10);
    expect(facts.progress[0]).toMatchObject({
      step: 'shield',
      doer: { id: 'cai-jun', name: '蔡军', at: expect.any(Number) },
      guardian: { id: 'guo-jing', name: '郭静', at: expect.any(Number) },
    });
    expect(await office.sql(`SELECT resource FROM holds WHERE case_id = $1`, [id])).toEqual([]);
    const verdict = await office.ask('pan-yan', `{ verifyRecord(caseId: "${id}") { intact events } }`);
    expect(verdict.data.verifyRecord).toEqual({ intact: true, events: 32 });
  });
});
