/** The guest book of a hall: a kind of effect that isn't ours, with a table of its own. Pure. */
import { defineEffect, type Effect, refuse } from 'banjie/process';

/** Writes words into the guest book of a hall. Refused for the second entry of one person on one day. */
export const signGuestBook = (hall: string, words: string): Effect => ({ kind: guestBook.kind, items: [{ hall, words }] });

export const guestBook = defineEffect({
  kind: 'guest_book',
  order: 500,
  refusals: {
    VG001: ({ hall }: { hall: string }) =>
      refuse(
        'guestBookSigned',
        `You have signed the guest book of ${hall} today already. Give the hall back without an entry.`,
        `您今天已在${hall}留言，请不填留言再归还。`,
      ),
  },
});
