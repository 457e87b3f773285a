/** What the exchange of points says to people, as long as a tenant has entered no other texts. */
import { type Template, template } from '../kernel/template.ts';

const phoned = { channels: ['inbox', 'sms'] } as const;

export const notices = {
  reserved: template(
    [
      '{points} points are set aside for {title}',
      'You hear when it is ready at {siteEn}. Cancel {case} if you don’t want it any more.',
    ],
    ['已为{title}预留{points}积分', '{siteZh}备好后通知您。不再需要请取消{case}。'],
  ),
  toPack: template(['{title} is to be packed', 'For {siteEn}. ({case})'], ['{title}待备货', '{siteZh}（{case}）']),
  ready: template(
    ['{title} is ready at {siteEn}', 'Say the code {code} there by {due.collect}. Tell it nobody else. ({case})'],
    ['{title}已备好，请到{siteZh}领取', '请于{due.collect}前凭取货码{code}领取，勿告知他人。（{case}）'],
    { ...phoned, secret: ['code'] },
  ),
  moved: template(
    ['{title} waits at {siteEn} now', '{reason} ({case})'],
    ['{title}改到{siteZh}领取', '{reason}（{case}）'],
    phoned,
  ),
  remind: template(
    ['{title} waits for you at {siteEn}', 'Collect it by {due.collect}; then it lapses and your points come back. ({case})'],
    ['{title}待领取（{siteZh}）', '请于{due.collect}前领取，逾期取消并退回积分。（{case}）'],
    phoned,
  ),
  lapsed: template(
    ['{title} has lapsed', '{points} points are back on your account. ({case})'],
    ['{title}逾期未取，已取消', '{points}积分已退回。（{case}）'],
  ),
  paused: template(
    ['You can reserve again from {until}', 'Reservations were not collected {times} times. ({case})'],
    ['{until}起可再次兑换', '您已{times}次逾期未取。（{case}）'],
  ),
  cancelled: template(
    ['{title} was cancelled: {whyEn}', '{points} points are back on your account. ({case})'],
    ['{title}已取消：{whyZh}', '{points}积分已退回。（{case}）'],
  ),
  owed: template(
    [
      '{title} was cancelled: points were taken back',
      'Your account was below zero, and the {points} points fill it. No money is asked for. You may object to the taking back. ({case})',
    ],
    ['{title}已取消：积分被撤销', '您的积分账户曾为负，退回的{points}积分已用于抵补，不收取现金。对撤销有异议可申诉。（{case}）'],
    phoned,
  ),
  returned: template(
    ['{title} was taken back', '{points} points are back on your account. ({case})'],
    ['{title}已退回', '{points}积分已退回。（{case}）'],
  ),
} satisfies Record<string, Template>;
export type Notices = typeof notices;
