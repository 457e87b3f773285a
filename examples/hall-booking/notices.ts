import { type Template, template } from 'banjie/manifest';

export const notices = {
  askedFor: template(
    ['{hall} is wanted', 'Grant or leave {case} by {due.grant}.'],
    ['申请使用{hall}', '请于{due.grant}前批准{case}。'],
  ),
} satisfies Record<string, Template>;

export type Notices = typeof notices;
