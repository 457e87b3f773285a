import exifr from 'exifr';
import type { Stage, Story } from './stage.ts';
import { photo } from './telephone.ts';
import { heading, inbox, timeline } from './timeline.ts';

const place = { lat: 30.003, lon: 120.573, address: 'bus stop on Fuheng Street, north side' };

const points = async ({ ask }: Stage, owner: string): Promise<number> =>
  (await ask(owner, 'query ($owner: ID!) { account(owner: $owner, asset: points) { balance } }', { owner })).account?.balance ??
  0;

/** A courier's report of dumped rubbish, from a photo at a bus stop to five stars. */
export const issueReportStory: Story = {
  name: 'issue-report',
  title: { en: 'Issue report', zh: '随手拍' },
  play: async (stage) => {
    const { act, ask, expect, person, refused, say, start } = stage;
    const [courier, handler, officer, auditor] = ['deng-li', 'fang-yong', 'zhou-min', 'qiu-ming'] as const;
    const name = (id: string): string => person(id).name;
    const before = await points(stage, courier);

    const { id, state } = await start(courier, 'issueReport', {
      category: 'rubbish',
      text: 'Six bags of rubbish beside the bus stop; rats have opened two of them.',
      place,
      photos: [await photo('bus stop', place, 20)],
    });
    expect(state === 'dispatched', `${id} should have found its unit by rule, but it is “${state}”.`);
    say(`${name(courier)}, a courier, photographs rubbish at a bus stop and sends it: case ${id}.`);
    const { facts } = (
      await ask(
        courier,
        'query ($id: ID!) { case(id: $id) { ... on IssueReport { facts { dispatch { unit { title { en zh } } why { en zh } } } } } }',
        { id },
      )
    ).case;
    say(`It finds its unit by itself: ${facts.dispatch.unit.title.en} ${facts.dispatch.unit.title.zh}.`);
    say(`Because: ${facts.dispatch.why.en} ${facts.dispatch.why.zh}`);
    await cameraWordsGone(stage, courier, id);

    const work = 'query ($id: ID!) { case(id: $id) { tasks { action dueAt } nextActions(allowed: true) { name } } }';
    const offered = (await ask(handler, work, { id })).case;
    expect(
      offered.tasks.some(({ action }: { action: string }) => action === 'accept'),
      `${id} should stand on the work list of ${name(handler)}, but doesn't.`,
    );
    await act(handler, 'accept', id);
    say(`${name(handler)} of that unit finds it on the work list and accepts it.`);
    await act(handler, 'noteWork', id, { text: 'Two carts are on their way; the rats’ hole gets closed too.' });
    await act(handler, 'done', id, {
      result: 'All six bags taken away, the place hosed down, the hole closed with wire mesh.',
      photos: [await photo('clean again', place, 110)],
    });
    say(`${name(handler)} notes the work and reports it done, with a photo.`);

    const words = await refused(handler, 'verify', id, { passed: true, at: place });
    say(`${name(handler)} would check it, too, and is refused:`);
    say(`    ${words}`);
    const desk = { lat: place.lat + 0.01, lon: place.lon };
    const farAway = await refused(officer, 'verify', id, { passed: true, at: desk });
    say(`${name(officer)}, the grid officer there, would check it from the desk, and is refused:`);
    say(`    ${farAway}`);
    await act(officer, 'verify', id, { passed: true, at: place, finding: 'Seen on my round: clean, and the mesh holds.' });
    say(`${name(officer)} goes there and checks on the spot, and the case is closed.`);
    await act(courier, 'rate', id, { stars: 5, comment: 'Gone before my next delivery.' });
    say(`${name(courier)} hears of it and rates it.`);

    await timeline(stage, auditor, id, ({ authority }) => authority?.dispatch?.why);
    await inbox(stage, courier, id);

    const statement = await ask(
      courier,
      `query ($owner: ID!) { limits(process: "issueReport") { name number }
         account(owner: $owner, asset: points) { balance lines(first: 20) { edges { node { caseId amount rule } } } } }`,
      { owner: courier },
    );
    const earned = statement.limits.find(({ name }: { name: string }) => name === 'validReportPoints').number;
    const line = statement.account?.lines.edges.find(({ node }: { node: { caseId: string } }) => node.caseId === id)?.node;
    expect(
      line?.amount === earned,
      `A valid report earns ${earned} points, but the account of ${name(courier)} has no such line.`,
    );
    expect(
      statement.account.balance >= before + earned,
      `The balance of ${name(courier)} should have grown from ${before} by ${earned}, but is ${statement.account.balance}.`,
    );
    heading(stage, `Points of ${name(courier)} 积分`);
    say(`+${line.amount} for ${id} (${line.rule}); balance ${statement.account.balance}, before this report ${before}`);
  },
};

/** What the camera wrote into a photo is stored beside it now, and gone from the file. */
const cameraWordsGone = async ({ ask, expect, say, url }: Stage, person: string, id: string): Promise<void> => {
  const { attachments } = (await ask(person, 'query ($id: ID!) { case(id: $id) { attachments { url } } }', { id })).case;
  expect(attachments.length === 1, `${id} should have one photo, but has ${attachments.length}.`);
  for (const attachment of attachments) {
    const picture = await fetch(url + attachment.url);
    expect(picture.ok, `A photo of ${id} can't be fetched: ${picture.status}.`);
    const left = await exifr.gps(Buffer.from(await picture.arrayBuffer())).catch(() => undefined);
    expect(left === undefined, `A photo of ${id} still says where it was taken.`);
  }
  say('Place and time are read from the photo, and no longer in the file that others open.');
};
