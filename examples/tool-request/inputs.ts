/** What callers send, and what a case knows about itself. */
import { type Described, type InputTypes, main, person, titled, words, z } from 'banjie/inputs';

export const inputs = {
  start: z.object({ subject: titled('Subject', '事由', words(200), ['What you ask for.', '申请的内容。']) }),
  grant: z.object({}),
  decline: z.object({ reason: titled('Reason', '理由', words(200), ['The applicant reads it.', '申请人可见。']) }),
};
export type Inputs = InputTypes<typeof inputs>;

export const facts = z.object({
  subject: main(titled('Subject', '事由', z.string())),
  applicant: main(titled('Applicant', '申请人', person())),
});
export type Facts = Described<typeof facts>;
