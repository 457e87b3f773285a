/** The academy as its people call it. */
import { type Callers, openCallers } from '../moved/caller.ts';
import type { House } from '../moved/house.ts';

export const TENANT = 'xiaoshan';
/** Sees all figures and the whole record. */
export const AUDITOR = 'zhai-ming';

export type Academy = Callers;

/** What of its facts a year looks at. */
const FACTS: Readonly<Record<string, string>> = {
  deskQuestion: '... on DeskQuestion { facts { suggested { id } offered { id name } answers { by { id } } breaches } }',
  trainingCourse:
    '... on TrainingCourse { facts { asked { id } result { enrolled attended enough } entries { key value { state } } } }',
  sitePairing: '... on SitePairing { facts { difficulties { caseId state } } }',
};

/** A case with its facts. */
export const withFacts = (process: string): string => `query ($id: ID!) { case(id: $id) { state ${FACTS[process]} } }`;

export const callAcademy = (house: House, atOnce: number, run: string): Academy =>
  openCallers(house, { atOnce, run, facts: FACTS });
