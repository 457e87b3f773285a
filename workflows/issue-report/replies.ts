/** Texts that a caseworker may start from in a state, as long as a tenant has none of its own. */
import type { Title } from '../kernel/process.ts';
import type { State } from './vocabulary.ts';

export type Reply = Title & { readonly id: string; readonly state: State };

export const replies: readonly Reply[] = [
  {
    state: 'reported',
    id: 'whereExactly',
    en: 'Thank you for your report. Where exactly is it? A house number or the nearest shop helps us to find it.',
    zh: '感谢您的上报。请问具体位置在哪里？提供门牌号或附近店铺便于我们查找。',
  },
  {
    state: 'reported',
    id: 'morePhotos',
    en: 'Thank you for your report. Could you send one more photo that shows the whole place?',
    zh: '感谢您的上报。能否再拍一张显示现场全貌的照片？',
  },
  {
    state: 'dispatched',
    id: 'withTheUnit',
    en: 'Your report is with the unit whose matter it is. You can see in the app by when it is to be settled.',
    zh: '您的上报已派至责任单位，办结期限可在应用中查看。',
  },
  {
    state: 'handling',
    id: 'onTheWay',
    en: 'Our colleague is on the way to the place.',
    zh: '工作人员正赶往现场。',
  },
  {
    state: 'handling',
    id: 'contractorOrdered',
    en: 'We have been to the place and ordered the contractor; we tell you as soon as the work is done.',
    zh: '我们已到现场查看并安排施工单位，完成后将告知您。',
  },
  {
    state: 'awaitingReporter',
    id: 'reminder',
    en: 'We still wait for your answer. Without it we go on with what we know.',
    zh: '我们仍在等待您的答复，如未收到将按现有情况继续办理。',
  },
  {
    state: 'awaitingObjectionRuling',
    id: 'findingTheUnit',
    en: 'We are settling whose matter it is. The promised date stays.',
    zh: '正在确认责任单位，承诺的办结期限不变。',
  },
  {
    state: 'suspended',
    id: 'season',
    en: 'The work can’t be done in this season. It goes on by itself on the date you see in the app.',
    zh: '受季节限制暂无法施工，将于应用中显示的日期自动恢复办理。',
  },
  {
    state: 'verifying',
    id: 'beingChecked',
    en: 'The work is done; a grid officer checks it on the spot.',
    zh: '处置已完成，网格员将到现场核实。',
  },
  {
    state: 'closed',
    id: 'pleaseRate',
    en: 'Your report is settled. Please take a moment to rate it; if it isn’t settled, reopen it.',
    zh: '您的上报已办结，欢迎评价；如未解决，可要求重办。',
  },
];
