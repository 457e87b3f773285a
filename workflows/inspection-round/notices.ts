/** What people hear of a round of inspection, as long as a tenant has no texts of its own. */
import { type Template, template } from '../kernel/template.ts';

export const notices = {
  roundPlanned: template(
    ['Round {number} is planned from {from} to {to}', '{title}. You get a message when it is due.'],
    ['第{number}轮巡视计划于{from}至{to}', '{title}。到期将通知您。'],
  ),
  roundDue: template(
    ['Round {number} is due', '{title}. Begin it, and finish it by the end of {to}.'],
    ['第{number}轮巡视已到期', '{title}。请开始巡视，并于{to}前完成。'],
  ),
  roundAssigned: template(
    ['Round {number} is yours', '{title}. It is planned from {from} to {to}.'],
    ['第{number}轮巡视由您承担', '{title}。计划日期{from}至{to}。'],
  ),
  roundEnding: template(
    ['Round {number} ends soon', '{title}. Finish it by the end of {to}.'],
    ['第{number}轮巡视即将到期', '{title}。请于{to}前完成。'],
  ),
  roundOverdue: template(
    ['Round {number} is overdue', '{title}. It was to be finished by the end of {to}; {inspected} of {planned} are inspected.'],
    ['第{number}轮巡视已逾期', '{title}。应于{to}前完成，已巡视{inspected}/{planned}。'],
  ),
  roundFinished: template(
    ['Round {number} is finished', '{title}. {inspected} of {planned} were inspected.'],
    ['第{number}轮巡视已完成', '{title}。已巡视{inspected}/{planned}。'],
  ),
  findingNotSent: template(
    ['A finding of {case} couldn’t be sent on', '{reason} Report it yourself, and say where it was found.'],
    ['{case}发现的问题未能转办', '{reason}请另行上报并注明发现地点。'],
  ),
  roundCancelled: template(['Round {number} is cancelled', '{title}. {reason}'], ['第{number}轮巡视已取消', '{title}。{reason}']),
} as const satisfies Record<string, Template>;

export type Notices = typeof notices;
