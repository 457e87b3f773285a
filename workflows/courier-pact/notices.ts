/** What the couriers’ pact says when something happens, as long as a tenant has entered no other texts. */
import { type Template, template } from '../kernel/template.ts';

const told = { channels: ['inbox', 'sms'] } as const;

export const notices = {
  joined: template(
    ['Welcome to the couriers’ pact', 'Pass the lesson, then read and sign the pact in {case} by {due.join}.'],
    ['欢迎加入契约小哥', '请完成课程后于{due.join}前在{case}中阅读并签署契约。'],
    told,
  ),
  newcomer: template(['{title} joins the couriers’ pact', '{company}'], ['{title}申请加入契约小哥', '{company}']),
  signed: template(['Your pact runs until {until}', 'Its number is {case}.'], ['您的契约有效期至{until}', '契约编号{case}。']),
  due: template(
    ['Renew your pact', 'Read and sign it again in {case} by {due.renewal}; otherwise it lapses.'],
    ['请续签契约', '请于{due.renewal}前在{case}中重新阅读并签署，逾期失效。'],
    told,
  ),
  lapsed: template(
    ['Your pact has lapsed', 'It wasn’t signed in time. You may join again at any time.'],
    ['您的契约已失效', '逾期未签署，可随时重新加入。'],
    told,
  ),
  left: template(['{title} has left the pact', '{reason}'], ['{title}已退出契约', '{reason}']),
  questioned: template(
    ['You are asked about your reports', '{reason} Say in {case} what you have to say by {due.hearing}.'],
    ['请就上报情况作出说明', '{reason} 请于{due.hearing}前在{case}中说明。'],
    told,
  ),
  toDecide: template(
    ['{title}: decide whether the pact is withdrawn', 'The courier was heard. Decide in {case}.'],
    ['{title}：请决定是否取消契约', '已听取本人说明，请在{case}中决定。'],
  ),
  cleared: template(['Your pact goes on', '{reason}'], ['您的契约继续有效', '{reason}'], told),
  withdrawn: template(
    ['Your pact was withdrawn', '{reason} You may appeal at the leader’s office.'],
    ['您的契约已被取消', '{reason} 如有异议，可向分管领导反映。'],
    told,
  ),
} satisfies Record<string, Template>;

export type Notices = typeof notices;
