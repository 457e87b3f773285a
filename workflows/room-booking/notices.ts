/** What a booking of a live room says when something happens, as long as a tenant has entered no other texts. */
import { type Template, template } from '../kernel/template.ts';

const told = { channels: ['inbox', 'sms'] } as const;

export const notices = {
  toApprove: template(
    ['{title} is asked for', 'From {from} to {to}. Approve or refuse {case}.'],
    ['申请使用{title}', '{from}至{to}，请审批{case}。'],
  ),
  booked: template(
    ['{title} is yours from {from} to {to}', 'Check in by {checkIn}. Cancel without a mark until {freeCancel}. ({case})'],
    ['{title}已预约：{from}至{to}', '请于{checkIn}前签到；{freeCancel}前取消不计爽约。（{case}）'],
  ),
  moved: template(
    ['{title} was moved to {from}', 'It ends at {to}. Check in by {checkIn}. ({case})'],
    ['{title}已改至{from}', '{to}结束，请于{checkIn}前签到。（{case}）'],
  ),
  refused: template(['{title}: not approved', '{reason} ({case})'], ['{title}未获批准', '{reason}（{case}）']),
  cancelled: template(
    ['{title} of {from} was cancelled', '{reason} ({case})'],
    ['{title}（{from}）已取消', '{reason}（{case}）'],
  ),
  opensSoon: template(
    ['{title} opens for you at {from}', 'Check in by {checkIn}, or give it back to others: cancel {case}.'],
    ['{title}将于{from}开播', '请于{checkIn}前签到；不来请取消{case}，以便他人使用。'],
    told,
  ),
  free: template(
    ['{resourceEn} is free', 'Book it in {case} now; others who wait hear of it, too.'],
    ['{resourceZh}已空出', '请尽快在{case}中预约，其他候补人员也已收到通知。'],
  ),
  staysShut: template(
    ['{title} isn’t open at {from}', '{closedEn}. Move the booking to another time, or cancel {case}; it counts as no no-show.'],
    ['{title}（{from}）不开放', '{closedZh}。请改期或取消{case}，不计爽约。'],
    told,
  ),
  overtime: template(
    ['{title}: the time is over', 'Give it back in {case}; others come after you.'],
    ['{title}使用时间已到', '请在{case}中归还，后续尚有他人使用。'],
  ),
  faulty: template(['{title}: something is broken', '{fault} ({case})'], ['{title}设备故障', '{fault}（{case}）']),
  noShow: template(
    ['{title} of {from}: you didn’t come', 'The room is free for others. It counts as a no-show. ({case})'],
    ['{title}（{from}）未到场', '该时段已释放，计一次爽约。（{case}）'],
  ),
  lapsed: template(
    ['{title} of {from}: nothing came of it', 'It wasn’t approved, free or open in time. ({case})'],
    ['{title}（{from}）未能预约', '未及时获批、一直未空出或未开放。（{case}）'],
  ),
  barred: template(
    ['You can book again from {until}', 'You didn’t come {times} times. ({case})'],
    ['{until}起可再次预约', '您已爽约{times}次。（{case}）'],
  ),
} satisfies Record<string, Template>;

export type Notices = typeof notices;
