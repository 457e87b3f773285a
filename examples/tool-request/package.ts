import { moduleBeside, type ProcessPackage } from 'banjie/manifest';
import { facts, inputs } from './inputs.ts';
import { toolRequest } from './rules.ts';

/** The process in one piece, as banjie.config.ts mounts it. */
export const toolRequestPackage: ProcessPackage = {
  versions: [toolRequest],
  inputs,
  facts,
  workflows: moduleBeside(import.meta.url, './workflow'),
};
