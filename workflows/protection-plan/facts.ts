/** What a protection plan knows about itself, described for people. Rules take the types alone. */
import { z } from 'zod';
import { type Described, main, otherCase, person, titled } from '../kernel/describe.ts';
import { byAndAt, reasoned } from '../lines/facts.ts';
import { change, decision } from './change-facts.ts';
import { coverage, summary } from './coverage-facts.ts';
import { hazard, round } from './round-facts.ts';
import { scope, season } from './scope-facts.ts';

const approval = z.object(byAndAt).meta({ title: 'PlanApproval' });

export const facts = z.object({
  title: main(titled('Name', '方案名称', z.string())),
  season: main(titled('Season', '保电期', season)),
  ...scope.shape,
  lines: main(scope.shape.lines),
  rounds: main(titled('Rounds', '巡视轮次', z.array(round))),
  version: titled('Version', '版本', z.number(), ['It rises with each revision of the draft.', '草案每次修改递增。']),
  plannedBy: titled('Planner', '编制人', person()),
  authors: titled('Authors', '编制人员', z.array(person()), [
    'Everybody who drew it up or revised it. None of them approves it.',
    '参与编制和修改的人员，不得审批本方案。',
  ]),
  sentBack: titled('Sent back', '退回记录', reasoned.nullable()),
  approved: titled('Approval', '审批记录', approval.nullable()),
  change: main(titled('Proposed change', '待批变更', change.nullable())),
  changes: titled('Changes', '变更记录', z.array(decision)),
  hazards: titled('Hazards', '发现的隐患', z.array(hazard)),
  openHazards: main(titled('Open hazards', '未闭环隐患', z.array(otherCase()))),
  coverage: main(titled('Coverage', '巡视覆盖情况', coverage)),
  summary: titled('Summary', '保电总结', summary.nullable()),
});

export type Facts = Described<typeof facts>;
/** Days (YYYY-MM-DD) of the tenant, both included. */
export type Span = Described<typeof season>;
/** What is protected. */
export type Scope = Described<typeof scope>;
export type OnLine = Scope['wells'][number];
export type Round = Described<typeof round>;
export type RoundState = Round['state'];
export type PlannedRound = Change['addRounds'][number];
export type FoundHazard = Described<typeof hazard>;
export type Coverage = Described<typeof coverage>;
export type Covered = Pick<Coverage, 'lines' | 'wells' | 'customers'>;
export type Count = Coverage['visits'];
export type Change = Described<typeof change>;
export type Summary = Described<typeof summary>;
