import { afterAll, beforeAll, it } from 'vitest';
import { type Office, openOffice, rubbish } from './office.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
}, 60_000);
afterAll(() => office.close());
it('p50', async () => {
  const {
    case: { id },
  } = await office.start('deng-li', rubbish);
  for (let i = 0; i < 20; i++) await office.start('deng-li', { ...rubbish, text: `n ${i}` });
  for (const [name, q] of [
    ['case', `{ case(id: "${id}") { id title state dueAt openedBy unit } }`],
    [
      'case+history',
      `{ case(id: "${id}") { id title clocks { name dueAt remaining { value } } history(first: 10) { edges { node { name actorName at } } } } }`,
    ],
    ['cases', `{ cases(first: 20) { edges { node { id title state dueAt } } } }`],
    ['tasks', `{ tasks(first: 20) { totalCount edges { node { id action remaining { value } case { title state } } } } }`],
    ['events', `{ events(first: 20) { edges { node { name actorName role at toState } } } }`],
  ] as const) {
    const times: number[] = [];
    for (let i = 0; i < 250; i++) {
      const t = performance.now();
      const a = await office.ask('xu-jing', q);
      if (a.errors) throw new Error(JSON.stringify(a.errors));
      if (i >= 50) times.push(performance.now() - t);
    }
    times.sort((a, b) => a - b);
    console.log(name, 'p50', times[100]?.toFixed(2), 'p90', times[180]?.toFixed(2));
  }
}, 120_000);
