import type { Title } from '../../workflows/kernel/process.ts';
import type { CaseRecord, Happened } from './case-record.ts';
import { endLeftovers } from './spring-irrigation/leftovers.ts';
import { openPermit, workPermit } from './spring-irrigation/permit-work.ts';
import type { Stage, Story } from './stage.ts';
import { photo } from './telephone.ts';
import { heading, inbox, sharedTimeline } from './timeline.ts';

const pole = { lat: 30.032, lon: 120.871, address: 'pole 12 of line E551, beside the east dyke' };
/** Begins the hazard's text, and so stands in its title. */
const FOUND = 'Fuse on pole 12 is scorched';

const [coop, patroller, rectifier, installer, auditor] = [
  'shengfeng-coop',
  'lv-ping',
  'kong-liang',
  'yao-gang',
  'pan-yan',
] as const;

/** A co-operative gets power for its pumps, though a hazard is found on its branch that only live-line work can mend. */
export const springIrrigationStory: Story = {
  name: 'spring-irrigation',
  title: { en: 'Spring irrigation', zh: '春灌保供电' },
  play: async (stage) => {
    const { act, expect, person, refused, say, start } = stage;
    const name = (id: string): string => person(id).name;
    await endLeftovers(stage, FOUND);

    const application = await applyAndSign(stage);

    const { id: hazard } = await start(patroller, 'hazardInspection', {
      grade: 'serious',
      text: `${FOUND} and may fail when all pumps run.`,
      line: 'E551',
      section: '1',
      place: pole,
      photos: [await photo('scorched fuse', pole, 10)],
    });
    say(`${name(patroller)}, on patrol, finds a hazard on that line and sends a photo: ${hazard}.`);
    await expectWaiting(stage, application, [hazard]);
    const meter = { meter: `M-${application.slice(-8)}`, reading: 0 };
    say(`${name(installer)} comes with the meter all the same, and is refused:`);
    say(`    ${await refused(installer, 'connect', application, meter)}`);

    await act(rectifier, 'accept', hazard);
    await act(rectifier, 'requirePermit', hazard, {
      reason: 'The pumps can’t be without power now: change the fuse under load.',
    });
    say(
      `${name(rectifier)} takes the hazard on. It needs live-line work, so without a permit it can’t be reported as rectified:`,
    );
    say(`    ${await refused(rectifier, 'rectify', hazard, { result: 'Done.' })}`);
    const permit = await openPermit(stage, hazard);
    await expectPermit(stage, hazard, permit, true);
    await expectWaiting(stage, application, [hazard, permit]);
    await workPermit(stage, permit);
    await expectPermit(stage, hazard, permit, false);
    await expectWaiting(stage, application, [hazard]);

    await act(rectifier, 'rectify', hazard, {
      result: `A switch stands where the fuse was, put in under ${permit}.`,
      photos: [await photo('new switch', pole, 110)],
    });
    const fixed = await act(installer, 'recheck', hazard, { passed: true, at: pole, finding: 'Cold to the touch at full load.' });
    expect(fixed.state === 'closed', `${hazard} should be closed, but is “${fixed.state}”.`);
    say(
      `${name(rectifier)} reports it rectified, ${name(installer)} rechecks it on the spot, and it is closed. The line is free.`,
    );

    await expectWaiting(stage, application, []);
    const connected = await act(installer, 'connect', application, meter);
    expect(connected.state === 'connected', `${application} should be connected, but is “${connected.state}”.`);
    say(`${name(installer)} reads of it, installs the meter, and the pumps of ${name(coop)} have power.`);

    await sharedTimeline(stage, auditor, [application, hazard, permit], stepOf);
    await figures(stage, application, hazard);
    await inbox(stage, coop, application);
    await inbox(stage, installer, application, hazard);
    await inbox(stage, rectifier, hazard);
    await inbox(stage, 'he-jianguo', hazard);
    await inbox(stage, 'cai-jun', permit);
  },
};

const hazardFacts = async ({ ask }: Stage, reader: string, id: string) => {
  const { case: hazard } = await ask(
    reader,
    `query ($id: ID!) { case(id: $id) { ... on HazardInspection { facts {
      permits { id open } foundToFixed { minutes calendarDays workingDays } } } } }`,
    { id },
  );
  return hazard.facts;
};

const applicationFacts = async ({ ask }: Stage, reader: string, id: string) => {
  const { case: application } = await ask(
    reader,
    `query ($id: ID!) { case(id: $id) { ... on PowerApplication { facts {
      track { title { en zh } total why { en zh } } manager { id name } } } } }`,
    { id },
  );
  return application.facts;
};

/**
 * Filed, accepted with its scheme, surveyed from afar, and signed. 45 kW at 380 V goes on the green channel in the season of the tenant's
 * table, and on the track of small farms for the rest of the year; both have these steps.
 */
const applyAndSign = async (stage: Stage): Promise<string> => {
  const { act, expect, person, say, start } = stage;
  const { id } = await start(coop, 'powerApplication', {
    customerClass: 'cooperative',
    voltage: 'V380',
    kilowatts: 45,
    address: 'Fenghui town, pumping station at the east dyke',
    line: 'E551',
    purpose: 'Three pumps for the spring irrigation of 600 mu of rice',
    materials: ['licence', 'landContract', 'equipment'],
  });
  say(`${person(coop).name}, a co-operative, applies for 45 kW for its pumps: ${id}.`);
  const { track, manager } = await applicationFacts(stage, coop, id);
  say(`Its track: ${track.title.en} ${track.title.zh}, ${track.total} working days in all.`);
  say(`Because: ${track.why.en} ${track.why.zh}`);
  // The green channel gives the customer one contact by name; else it is the window.
  const contact = manager?.id ?? 'xie-lan';
  const [lineId, station] = ['E551', 'fenghui-station'];
  await act(contact, 'accept', id, {
    scheme: { tariff: 'agricultural', kilowatts: 45, line: lineId, station, costCents: 280_000 },
  });
  await act('tao-ming', 'survey', id, { finding: 'By video: the pole at the dyke carries the cable; 20 m are needed.' });
  const signed = await act(coop, 'sign', id, { version: 1 });
  expect(signed.state === 'connecting', `${id} should wait for its meter, but is “${signed.state}”.`);
  say(
    `${person(contact).name} accepts it with a scheme, ${person('tao-ming').name} surveys by video, and the customer countersigns.`,
  );
  return id;
};

type Blocker = { readonly caseId: string; readonly title: Title };

/** What the installer sees: the cases for which the connection waits. */
const expectWaiting = async ({ ask, expect, say }: Stage, id: string, cases: readonly string[]): Promise<void> => {
  const { nextActions } = (
    await ask(
      installer,
      'query ($id: ID!) { case(id: $id) { nextActions { name allowed waitsFor { caseId title { en zh } } } } }',
      { id },
    )
  ).case;
  const connect: { allowed: boolean; waitsFor: readonly Blocker[] } = nextActions.find(
    (action: { name: string }) => action.name === 'connect',
  );
  const waitsFor = connect.waitsFor.map(({ caseId }) => caseId);
  const others = waitsFor.filter((one) => !cases.includes(one));
  expect(
    others.length === 0,
    `The connection waits for ${others.join(', ')} as well, which is no part of this story. Close it, and play the story again.`,
  );
  expect(
    waitsFor.length === cases.length && connect.allowed === (cases.length === 0),
    `The connection should wait for ${cases.join(', ') || 'nothing'}, but waits for ${waitsFor.join(', ') || 'nothing'}.`,
  );
  if (cases.length === 0) return;
  say('The meter waits, and its next actions say for what:');
  for (const { caseId, title } of connect.waitsFor) say(`    ${caseId}: ${title.en} ${title.zh}`);
};

/** Permits act on their hazard by themselves when they are issued and when they close. */
const expectPermit = (stage: Stage, hazard: string, permit: string, open: boolean): Promise<void> =>
  stage.until(
    async () => {
      const { permits } = await hazardFacts(stage, rectifier, hazard);
      return permits.some((one: { id: string; open: boolean }) => one.id === permit && one.open === open);
    },
    `${hazard} should have heard that ${permit} is ${open ? 'open' : 'closed'}, but hasn’t.`,
  );

/** A step by the title that its permit gives it. */
const stepOf = ({ input }: Happened, { current }: CaseRecord): string | undefined => {
  const step = current.facts?.steps.find(({ id }: { id: string }) => id === input?.step);
  return step && `“${step.title.en} ${step.title.zh}”`;
};

const figures = async (stage: Stage, application: string, hazard: string): Promise<void> => {
  const { ask, expect, say } = stage;
  const { powerApplicationReport: report } = await ask(
    coop,
    'query ($id: ID!) { powerApplicationReport(id: $id) { closed procedures ourDays customerDays costCents onTime } }',
    { id: application },
  );
  expect(report.closed, `${application} should be reported as closed.`);
  heading(stage, 'Report 办理指标');
  say(`${application}: ${report.procedures} procedures 环节, ${report.ourDays} working days of ours 我方用时`);
  say(
    `  and ${report.customerDays} of the customer’s 客户用时, ${yuan(report.costCents)} yuan 费用, ${report.onTime ? 'in time 按时' : 'too late 超时'}`,
  );
  const { foundToFixed: days } = await hazardFacts(stage, auditor, hazard);
  say(
    `${hazard}: found to fixed 发现至整改 in ${days.minutes} minutes, ${days.calendarDays} days by the calendar, ${days.workingDays} working days`,
  );
};

const yuan = (cents: number): string => (cents / 100).toFixed(2);
