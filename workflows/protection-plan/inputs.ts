/** What a caller must send to draw up a protection plan and to act on it. */
import { z } from 'zod';
import { caseId, personId, say, unitId, words } from '../kernel/inputs.ts';
import type { InputTypes } from '../kernel/process.ts';

const reason = () => words(1000);

const day = () => z.iso.date(say('Give a day, such as 2026-03-01.', '请填写日期，例如2026-03-01。'));

const codes = (en: string, zh: string) =>
  z
    .array(z.string(say(en, zh)).trim().min(1, say(en, zh)).max(60, say(en, zh)), say(en, zh))
    .max(200, say('Name at most 200.', '最多填写200项。'));

const lines = () => codes('Give the numbers of lines, such as E551.', '请填写线路编号，例如E551。');
const wells = () => codes('Give the numbers of irrigation wells.', '请填写排灌机井编号。');
const customers = () => codes('Give the numbers of priority customers.', '请填写重要用户编号。');

const round = () =>
  z
    .object({
      from: day().describe('The first day of the round.'),
      to: day().describe('The day by whose end it is to be finished.'),
      lines: lines()
        .min(1, say('Name at least one line per round.', '每轮巡视至少填写一条线路。'))
        .describe('The lines to be inspected; wells and customers of the plan on these lines belong to the round.'),
      person: personId().optional().describe('The patroller who goes; one of `person` and `unit` is needed.'),
      unit: unitId().optional().describe('The unit whose patrollers find it in their queue.'),
    })
    .meta({ title: 'PlannedRound' });

const rounds = () =>
  z
    .array(round(), say('Give a list of rounds.', '请填写巡视轮次。'))
    .max(60, say('Plan at most 60 rounds at once.', '一次最多编排60轮。'));

const content = {
  title: words(80).describe('What to call it, such as “Spring irrigation 2026”.'),
  from: day().describe('The first day of the season.'),
  to: day().describe('The last day of the season; at its end the plan closes by itself.'),
  lines: lines().min(1, say('Name at least one line.', '至少填写一条线路。')).describe('The lines whose supply is protected.'),
  wells: wells().default([]).describe('Irrigation wells on these lines, keys of the table `irrigationWells`.'),
  customers: customers().default([]).describe('Priority customers on these lines, keys of the table `priorityCustomers`.'),
  rounds: rounds()
    .min(1, say('Plan at least one round.', '至少编排一轮巡视。'))
    .describe('The rounds of inspection, numbered in this order.'),
};

export const inputs = {
  start: z.object(content),
  revise: z.object(content),
  submit: z.object({}),
  approve: z.object({}),
  sendBack: z.object({ reason: reason().describe('What is to be changed; the planner reads it.') }),
  withdraw: z.object({ reason: reason().describe('Why it isn’t needed.') }),
  proposeChange: z.object({
    reason: reason().describe('Why the plan changes.'),
    to: day().optional().describe('The last day of the season from now on.'),
    lines: lines().min(1, say('Name at least one line.', '至少填写一条线路。')).optional().describe('All lines from now on.'),
    wells: wells().optional().describe('All irrigation wells from now on.'),
    customers: customers().optional().describe('All priority customers from now on.'),
    addRounds: rounds().optional().describe('Rounds that are added.'),
    cancelRounds: z
      .array(
        z.int(say('Give the numbers of rounds.', '请填写轮次序号。')),
        say('Give the numbers of rounds.', '请填写轮次序号。'),
      )
      .max(60, say('Cancel at most 60 rounds at once.', '一次最多取消60轮。'))
      .optional()
      .describe('Numbers of rounds that are cancelled.'),
  }),
  approveChange: z.object({}),
  refuseChange: z.object({ reason: reason().describe('Why not; the planner reads it.') }),
  close: z.object({ reason: reason().describe('Why it closes before the end of its season.') }),
  closeAtSeasonEnd: z.object({}),
  noteRound: z.object({
    round: caseId(),
    number: z.int(),
    revision: z.int(),
    state: z.enum(['planned', 'due', 'underWay', 'finished', 'cancelled']),
    overdue: z.boolean(),
    inspected: z.array(z.object({ kind: z.enum(['line', 'well', 'customer']), id: z.string() })),
    unit: z.object({ id: z.string(), title: z.object({ en: z.string(), zh: z.string() }) }).optional(),
    assignee: z.string().optional(),
    beganAt: z.number().optional(),
    finishedAt: z.number().optional(),
  }),
  noteHazard: z.object({
    hazard: caseId(),
    revision: z.int(),
    state: z.enum(['open', 'closed', 'withdrawn']),
    grade: z.string(),
    line: z.string().optional(),
    round: z.string().optional(),
    foundAt: z.number(),
    closedAt: z.number().optional(),
  }),
};

export type Inputs = InputTypes<typeof inputs>;
