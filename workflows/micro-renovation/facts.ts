/** What the renovation of a unit knows about itself, described for people. Rules know its types alone. */
import { z } from 'zod';
import { calledMeeting } from '../coordination-meeting/heard.ts';
import { type Described, instant, main, named, person, titled } from '../kernel/describe.ts';
import { homeFacts } from './facts/homes.ts';
import { mendingFacts } from './facts/mending.ts';
import { moneyFacts } from './facts/money.ts';
import { planFacts } from './facts/plan.ts';
import { voteFacts } from './facts/vote.ts';
import { workFacts } from './facts/works.ts';

export const facts = z.object({
  unit: main(titled('Unit', '改造单元', named())),
  project: main(titled('Project', '项目', named())),
  turn: titled('Turn', '改造次序', z.int()),
  listed: titled('Listed building', '文保或历史建筑', z.boolean()),
  ...homeFacts,
  ...planFacts,
  ...voteFacts,
  ...moneyFacts,
  ...workFacts,
  ...mendingFacts,
  meetings: titled(
    'Meetings with other offices',
    '协调会',
    z.array(
      z
        .object({
          matter: titled('Matter', '协调事项', z.string()),
          by: titled('Called by', '召集人', person()),
          at: titled('At', '会议时间', instant()),
          ...calledMeeting,
        })
        .meta({ title: 'RenovationMeeting' }),
    ),
  ),
  shelvedAt: titled('Put aside', '搁置时间', instant().nullable()),
});

export type Facts = Described<typeof facts>;
export type Home = Facts['homes'][number];
export type Household = Home['owners'][number];
export type Survey = Facts['surveys'][number];
export type Plan = Facts['plans'][number];
export type Work = Plan['works'][number];
export type Lot = Work['lot'];
export type Body = 'heritage' | 'fire' | 'utilities';
export type Due = Facts['dues'][number];
export type LotOfContract = Facts['lots'][number];
export type Variation = Facts['variations'][number];
