import { moduleBeside, type ProcessPackage, template } from 'banjie/manifest';
import { facts, inputs } from './inputs.ts';
import { keyLoan } from './rules.ts';

export const keyLoanPackage: ProcessPackage = {
  versions: [keyLoan],
  inputs,
  facts,
  notices: {
    escalated: template(
      ['The key of {title} is due', 'Its time was over at {due.loan}. Please bring it back.'],
      ['{title}的钥匙应归还', '借用已于{due.loan}到期，请尽快归还。'],
    ),
  },
  workflows: moduleBeside(import.meta.url, './workflow'),
};
