import type { ProcessPackage } from '../../../activities/process-package.ts';
import { template } from '../../../workflows/kernel/template.ts';
import { facts, inputs } from './inputs.ts';
import { errand, errandAgain } from './rules.ts';

const notices = { bid: template(['{case}', 'Bid of {fen} fen: {why}'], ['{case}', '报价{fen}分：{why}']) };

export const errandPackage: ProcessPackage = {
  versions: [errand],
  inputs,
  facts,
  notices,
  workflows: new URL('./workflow.ts', import.meta.url),
};

/** After an update that brings the second version of the rules. */
export const updatedErrandPackage: ProcessPackage = {
  versions: [errand, errandAgain],
  inputs,
  facts,
  workflows: new URL('./second-workflow.ts', import.meta.url),
};
