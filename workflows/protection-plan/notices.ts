/** What people hear of a protection plan, as long as a tenant has no texts of its own. */
import { type Template, template } from '../kernel/template.ts';

export const notices = {
  toApprove: template(
    ['Protection plan {case} is to be approved', '{title}, {from} to {to}, {rounds} rounds. Decide by {due.approval}.'],
    ['保电方案 {case} 待审批', '{title}，{from}至{to}，共{rounds}轮巡视。请于{due.approval}前审批。'],
  ),
  approved: template(
    ['Protection plan {case} is in force', '{title}. {rounds} rounds are opened; it closes by itself at the end of {to}.'],
    ['保电方案 {case} 已批准', '{title}。已下达{rounds}轮巡视，{to}到期自动结束。'],
  ),
  sentBack: template(
    ['Protection plan {case} was sent back', '{title}. {reason} Revise it and submit it again.'],
    ['保电方案 {case} 被退回', '{title}。{reason} 请修改后重新提交。'],
  ),
  changeProposed: template(
    ['A change of protection plan {case} is to be approved', '{title}. {reason} Decide by {due.approval}.'],
    ['保电方案 {case} 申请变更', '{title}。{reason} 请于{due.approval}前审批。'],
  ),
  changeApproved: template(
    ['The change of protection plan {case} is approved', '{title}. {reason}'],
    ['保电方案 {case} 变更已批准', '{title}。{reason}'],
  ),
  changeRefused: template(
    ['The change of protection plan {case} was refused', '{title}. {reason} The plan goes on as it was.'],
    ['保电方案 {case} 变更未获批准', '{title}。{reason} 方案按原内容执行。'],
  ),
  hazardFound: template(
    ['{hazard} was found under protection plan {case}', '{title}. Grade: {grade}.'],
    ['保电方案 {case} 发现隐患 {hazard}', '{title}。等级：{grade}。'],
  ),
  closed: template(
    [
      'Protection plan {case} has closed',
      '{title}. {inspected} of {planned} lines inspected, {finished} of {rounds} rounds finished, {open} hazards still open.',
    ],
    ['保电方案 {case} 已结束', '{title}。线路巡视{inspected}/{planned}，巡视轮次完成{finished}/{rounds}，未闭环隐患{open}项。'],
  ),
} as const satisfies Record<string, Template>;

export type Notices = typeof notices;
