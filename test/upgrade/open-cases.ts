/**
 * A case of every process, left where somebody acts next and no clock ends it, however late that is: clocks that would are given twenty
 * years, or the act can be done before and after them.
 */

import { seasonFrom } from '../replay/seasons.ts';
import { opened } from '../replay/stories/budget-year.ts';
import { called as calledMeeting } from '../replay/stories/coordination-meeting.ts';
import { signed } from '../replay/stories/courier-pact.ts';
import { question, taken } from '../replay/stories/desk-question.ts';
import { accepted } from '../replay/stories/enterprise-demand.ts';
import { called } from '../replay/stories/enterprise-visit.ts';
import { spots } from '../replay/stories/field-guidance.ts';
import { entered } from '../replay/stories/goods-intake.ts';
import { tree } from '../replay/stories/hazard-inspection.ts';
import { opened as openedRound } from '../replay/stories/inspection-round.ts';
import { rubbish } from '../replay/stories/issue-report.ts';
import { opened as openedPermit } from '../replay/stories/live-work-permit.ts';
import { claimedAtOnce, decision } from '../replay/stories/loss-claim.ts';
import { begun } from '../replay/stories/micro-renovation.ts';
import { advised } from '../replay/stories/packaging-trial.ts';
import { negotiating } from '../replay/stories/park-tenancy.ts';
import { ordered } from '../replay/stories/patrol-schedule.ts';
import { begun as nightly } from '../replay/stories/points-ledger.ts';
import { reserved } from '../replay/stories/points-redemption.ts';
import { factory } from '../replay/stories/power-application.ts';
import { broughtToTheStation } from '../replay/stories/produce-pickup.ts';
import { tracked } from '../replay/stories/project-tracking.ts';
import { published } from '../replay/stories/public-notice.ts';
import { booked } from '../replay/stories/room-booking.ts';
import { begun as begunStatements } from '../replay/stories/saving-statement.ts';
import { found } from '../replay/stories/site-difficulty.ts';
import { submitted } from '../replay/stories/subsidy-application.ts';
import { gathering } from '../replay/stories/subsidy-batch.ts';
import { lecture } from '../replay/stories/training-course.ts';
import { drafted } from '../replay/stories/visit-round.ts';
import type { Telling } from '../replay/stories.ts';

export type OpenCase = {
  readonly process: string;
  readonly tenant: string;
  /** Plays up to where the case is left, and gives its number. */
  readonly leave: (telling: Telling) => Promise<string>;
  /** What is done to it next; nothing where the case is closed already. */
  readonly next?: { readonly person: string; readonly action: string; readonly input?: object };
};

const DAYS = 7_300;

/** Budgets that would run out, by process and clock: as long as the recording is kept. */
export const PATIENT: readonly (readonly [process: string, clock: string])[] = [
  ['dualAssessment', 'completion'],
  ['mentorPairing', 'acceptance'],
];
export const TWENTY_YEARS = { clockMinutes: DAYS * 1_440 };

const dayIn = async ({ now }: Telling, days: number) => new Date((await now()) + days * 86_400_000).toISOString().slice(0, 10);

export const openCases: readonly OpenCase[] = [
  {
    process: 'issueReport',
    tenant: 'fushan',
    leave: async ({ start, act }) => {
      const id = await start('deng-li', rubbish);
      await act('fang-yong', 'accept', id);
      await act('fang-yong', 'comment', id, { text: 'On my way.', toReporter: true });
      return id;
    },
    next: { person: 'fang-yong', action: 'done', input: { result: 'Taken away.' } },
  },
  {
    process: 'patrolSchedule',
    tenant: 'fushan',
    // However many turns are missed: they are taken one by one.
    leave: (telling) => ordered(telling, { frequency: { by: 'dayOfMonth', each: 12, day: 1 } }),
    next: { person: 'gu-qing', action: 'comment', input: { text: 'It goes on.' } },
  },
  {
    process: 'savingStatement',
    tenant: 'tongyu',
    leave: begunStatements,
    next: { person: 'yu-bo', action: 'comment', input: { text: 'Still weekly.' } },
  },
  {
    process: 'visitRound',
    tenant: 'xindai',
    leave: (telling) => drafted(telling),
    next: { person: 'zhan-rui', action: 'cancel', input: { reason: 'Its days are over.' } },
  },
  {
    process: 'enterpriseVisit',
    tenant: 'xindai',
    leave: (telling) => called(telling),
    next: { person: 'agent-yinfan', action: 'reply', input: { choice: 'noNeed' } },
  },
  {
    process: 'powerApplication',
    tenant: 'shangyu',
    leave: async ({ start, act }) => {
      const id = await start('yuwang-firm', factory);
      await act('xie-lan', 'accept', id);
      return id;
    },
    next: {
      person: 'tao-ming',
      action: 'survey',
      input: { finding: 'The pole stands 60 m away.', at: { lat: 30, lon: 120.8 } },
    },
  },
  {
    process: 'liveWorkPermit',
    tenant: 'shangyu',
    leave: (telling) => openedPermit(telling, 2),
    // Its validity has run out when this is done: then the work is ended just the same.
    next: { person: 'fan-hao', action: 'abandonSteps', input: { reason: 'Out of time.', safeState: 'As before.' } },
  },
  {
    process: 'protectionPlan',
    tenant: 'shangyu',
    leave: async ({ start, act, now }) => {
      const id = await start('yuan-fei', seasonFrom(await now()));
      await act('yuan-fei', 'submit', id);
      return id;
    },
    next: { person: 'shao-kai', action: 'sendBack', input: { reason: 'Name it better.' } },
  },
  {
    process: 'inspectionRound',
    tenant: 'shangyu',
    leave: (telling) => openedRound(telling, DAYS),
    next: { person: 'yao-gang', action: 'begin' },
  },
  {
    process: 'hazardInspection',
    tenant: 'shangyu',
    leave: async ({ start, act }) => {
      const id = await start('yao-gang', tree);
      await act('shao-kai', 'assign', id, { unit: 'fenghui-station' });
      await act('kong-liang', 'accept', id);
      return id;
    },
    next: { person: 'kong-liang', action: 'rectify', input: { result: 'All of it was cut.' } },
  },
  {
    // Before the evaluation, which opens one where there is none.
    process: 'creditExpiry',
    tenant: 'xiaoshan',
    leave: ({ start }) => start('sheng-lan', {}),
    next: { person: 'sheng-lan', action: 'stop', input: { reason: 'Credits no longer expire' } },
  },
  {
    process: 'trainingCourse',
    tenant: 'xiaoshan',
    leave: async ({ start, act, now }) => {
      const id = await start('sheng-lan', { ...lecture(await now()), format: 'liveStream' });
      await act('lecturer-01', 'takeCourse', id);
      await act('sheng-lan', 'publish', id);
      await act('trainee-04', 'enrol', id, {});
      return id;
    },
    next: {
      person: 'lecturer-01',
      action: 'recordMinutes',
      input: { session: 1, attended: [{ person: 'trainee-04', minutes: 48 }] },
    },
  },
  {
    process: 'dualAssessment',
    tenant: 'xiaoshan',
    leave: ({ start }) => start('trainee-04', { kind: 'claimsHandling' }),
    next: { person: 'examiner-01', action: 'scorePractice', input: { score: 90, remarks: 'As it was' } },
  },
  {
    process: 'mentorPairing',
    tenant: 'xiaoshan',
    leave: async ({ start, act }) => {
      const id = await start('sheng-lan', { mentor: 'mentor-01', mentee: 'trainee-01', purpose: 'Archives' });
      await act('mentor-01', 'acceptAsMentor', id);
      await act('trainee-01', 'acceptAsMentee', id);
      await act('mentor-01', 'setGoals', id, { goals: ['Keep an archive alone'] });
      return id;
    },
    next: { person: 'trainee-01', action: 'sign', input: { version: 1 } },
  },
  {
    process: 'yearlyEvaluation',
    tenant: 'xiaoshan',
    leave: ({ start }) => start('sheng-lan', { year: 2023 }),
    next: { person: 'xiang-yu', action: 'confirm', input: {} },
  },
  {
    process: 'creditAppeal',
    tenant: 'xiaoshan',
    leave: async ({ start, act }) => {
      const evaluation = await start('sheng-lan', { year: 2022 }, { process: 'yearlyEvaluation' });
      await act('xiang-yu', 'confirm', evaluation, {}, 'yearlyEvaluation');
      return start('trainee-08', { evaluation, text: 'The course of May is missing.' });
    },
    next: {
      person: 'ji-qing',
      action: 'uphold',
      input: { awards: [{ kind: 'course', amount: 4, day: '2022-05-01' }], reason: 'It is on the roll.' },
    },
  },
  {
    process: 'creditCorrection',
    tenant: 'xiaoshan',
    leave: ({ start }) => {
      const award = { person: 'trainee-07', kind: 'course', amount: 4, day: '2025-06-01' };
      return start('sheng-lan', { award, reason: 'From the paper register' });
    },
  },
  {
    process: 'deskQuestion',
    tenant: 'xiaoshan',
    leave: async (telling) => {
      const id = await telling.start('site-worker-01', question);
      const [officer] = await taken(telling, id);
      await telling.act(officer, 'answer', id, { text: '线上提交出院小结。' });
      return id;
    },
    next: { person: 'sheng-lan', action: 'acceptAnswer', input: {} },
  },
  {
    process: 'sitePairing',
    tenant: 'xiaoshan',
    leave: async (telling) =>
      telling.start('sheng-lan', {
        site: 'site-001',
        worker: 'site-worker-01',
        lecturers: ['lecturer-01', 'lecturer-02'],
        purpose: 'Enrolment on the spot',
        until: await dayIn(telling, DAYS),
      }),
    next: { person: 'site-worker-01', action: 'agree' },
  },
  {
    process: 'siteDifficulty',
    tenant: 'xiaoshan',
    leave: async (telling) => {
      const id = await found(telling, '11', DAYS);
      await telling.act('agency-handler-01', 'accept', id);
      return id;
    },
    next: { person: 'agency-handler-01', action: 'answer', input: { text: 'There is one.' } },
  },
  {
    process: 'courierPact',
    tenant: 'tongyu',
    leave: signed,
    next: { person: 'tu-gang', action: 'comment', input: { text: 'Still riding.' } },
  },
  {
    process: 'pointsRedemption',
    tenant: 'fushan',
    leave: reserved,
    next: { person: 'gong-yan', action: 'pack' },
  },
  {
    process: 'pointsLedger',
    tenant: 'fushan',
    leave: nightly,
    next: { person: 'wang-ling', action: 'stop', input: { reason: 'The street ends its points.' } },
  },
  {
    process: 'goodsIntake',
    tenant: 'fushan',
    leave: entered,
    next: { person: 'pang-shu', action: 'confirm' },
  },
  {
    process: 'roomBooking',
    tenant: 'tongyu',
    leave: booked,
    // Nobody will have come when this is done.
    next: { person: 'song-jiayi', action: 'comment', input: { text: 'A week later would do, too.' } },
  },
  {
    process: 'fieldGuidance',
    tenant: 'tongyu',
    leave: ({ start }) => start('cai-junming', spots),
    next: { person: 'pei-lan', action: 'triage', input: { way: 'visit' } },
  },
  {
    process: 'producePickup',
    tenant: 'tongyu',
    leave: broughtToTheStation,
    next: { person: 'jing-tao', action: 'store', input: { cell: 'xiaotongA', temperature: 32 } },
  },
  {
    process: 'packagingTrial',
    tenant: 'tongyu',
    leave: (telling) => advised(telling, 'pulpTray'),
    next: { person: 'yan-ping', action: 'approve' },
  },
  {
    process: 'lossClaim',
    tenant: 'tongyu',
    leave: async (telling) => {
      const id = await claimedAtOnce(telling, { declaredValue: 18_000, asked: 6_000 });
      await telling.act('feng-ying', 'accept', id);
      return id;
    },
    next: { person: 'feng-ying', action: 'assess', input: decision },
  },
  {
    process: 'publicNotice',
    tenant: 'fushan',
    leave: async (telling) => {
      const { notice } = await published(telling);
      await telling.act('deng-li', 'object', notice, { rows: ['1'], text: 'There is no room.' });
      return notice;
    },
    next: { person: 'lu-xia', action: 'decide', input: { objection: 1, upheld: true, reason: 'It is narrow indeed.' } },
  },
  {
    process: 'budgetYear',
    tenant: 'xindai',
    leave: (telling) => opened(telling, 'designStudio'),
    next: { person: 'chai-jing', action: 'close', input: { reason: 'The item ended.' } },
  },
  {
    process: 'enterpriseDemand',
    tenant: 'xindai',
    leave: (telling) => accepted(telling),
    next: { person: 'che-ming', action: 'answer', input: { kind: 'explained', text: 'It is being built.' } },
  },
  {
    process: 'subsidyBatch',
    tenant: 'xindai',
    leave: (telling) => gathering(telling, 'ownBrand'),
    next: { person: 'kuai-yu', action: 'finish' },
  },
  {
    process: 'subsidyApplication',
    tenant: 'xindai',
    leave: submitted,
    next: { person: 'gan-ning', action: 'accept' },
  },
  {
    process: 'parkTenancy',
    tenant: 'xindai',
    leave: (telling) => negotiating(telling),
    next: { person: 'agent-tuomi', action: 'withdraw', input: { reason: 'Not now.' } },
  },
  {
    process: 'projectTracking',
    tenant: 'xindai',
    leave: (telling) => tracked(telling),
    next: { person: 'zhan-rui', action: 'drop', input: { reason: 'It is built elsewhere.' } },
  },
  {
    process: 'coordinationMeeting',
    tenant: 'fushan',
    leave: (telling) => calledMeeting(telling, 20),
    next: { person: 'jiang-lan', action: 'cancel', input: { reason: 'It was settled.' } },
  },
  {
    process: 'microRenovation',
    tenant: 'fushan',
    leave: begun,
    next: { person: 'lai-jing', action: 'shelve', input: { reason: 'Later.' } },
  },
];
