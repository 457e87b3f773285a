/** Who reads what of a tenancy: points by reviewer are the park's, once all are in; offers and money those of the two sides. */
import type { Audience, Audiences } from '../kernel/audiences.ts';
import { asSealed, isOpened } from '../kernel/scores.ts';
import type { Facts } from './facts.ts';
import type { Inputs } from './inputs.ts';
import type { Role } from './vocabulary.ts';

const PARK = ['parkManager', 'leader', 'cashier', 'noticeOfficer', 'auditor', 'admin'] as const;

/** Whoever judges a firm doesn't read what it offers. */
const sides: Omit<Audience<Facts, unknown, Inputs, Role>, 'own'> = { readBy: [...PARK, 'firmAgent'] };

export const audiences: Audiences<Facts, Inputs, Role> = {
  review: {
    readBy: ({ review }) =>
      review !== null && isOpened(review) ? ['parkManager', 'leader', 'fitReviewer', 'auditor', 'admin'] : [],
    own: (review, { id, grants }) =>
      grants.some(({ role }) => role === 'fitReviewer' || role === 'parkManager' || role === 'leader')
        ? asSealed(review, id)
        : null,
    sentWith: { score: 'all', recuse: 'all' },
  },
  rights: { readBy: PARK, sentWith: { showRival: 'all', rivalGone: 'all', rightLapsed: 'all', outmatched: 'all' } },
  rivals: { ...sides, sentWith: { showRival: 'all' } },
  offers: { ...sides, sentWith: { offer: 'all' } },
  agreed: sides,
  signatures: sides,
  deposit: { ...sides, sentWith: { payDeposit: 'all' } },
  lease: sides,
  billing: { ...sides, sentWith: { pay: 'all' } },
  renewal: sides,
  renewing: sides,
  change: { ...sides, sentWith: { askChange: 'all', allowChange: 'all' } },
  settlement: { ...sides, sentWith: { settle: 'all' } },
  payments: sides,
};
