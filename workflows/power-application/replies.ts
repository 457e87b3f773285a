/** Texts that a caseworker may start from in a state, as long as a tenant has none of its own. */
import type { Title } from '../kernel/process.ts';
import type { State } from './vocabulary.ts';

export type Reply = Title & { readonly id: string; readonly state: State };

export const replies: readonly Reply[] = [
  {
    state: 'filed',
    id: 'allThere',
    en: 'Thank you, everything is there. You hear from us as soon as it is accepted.',
    zh: '感谢配合，材料齐全，受理后将第一时间告知您。',
  },
  {
    state: 'building',
    id: 'askInTime',
    en: 'Please ask for the inspection a few days before the works are done, so that nobody waits.',
    zh: '请在完工前几日提出检验申请，以免等待。',
  },
  {
    state: 'connecting',
    id: 'lineBusy',
    en: 'Something is still being repaired on your line. We connect as soon as it is free.',
    zh: '您所接线路尚有检修事项，线路空闲后立即接电。',
  },
];
