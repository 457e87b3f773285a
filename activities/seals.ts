/** Seals of commands: that this house itself sent them, by a key that Temporal doesn't hold. */
import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto';
import type { ActRequest, DueStep } from '../workflows/kernel/contract.ts';
import { derivedKey, type Secrets } from './keys.ts';

/** An act as it is sent to its case, or an opening with the action `start`. */
export type Command = Pick<ActRequest, 'action' | 'actor' | 'input' | 'reference' | 'requestId' | 'requestHash'> & OfCase;

/** A step of a ladder that was found due. */
export type Step = Pick<DueStep, 'name' | 'run' | 'percent' | 'reference'> & OfCase;

type OfCase = { readonly tenant: string; readonly caseId: string; readonly process: string };

export type Seals = {
  ofCommand(command: Command): string;
  ofStep(step: Step): string;
  isOfCommand(seal: string, command: Command): boolean;
  isOfStep(seal: string, step: Step): boolean;
};

/** Seals by the first of these secrets, and knows those made by any of them: the others held before. */
export const commandSeals = (secrets: Secrets): Seals => {
  // Made once: a key in bytes would be made one at each seal.
  const keys = secrets.map((secret) => derivedKey(secret, 'commands')) as [KeyObject, ...KeyObject[]];
  // It comes from wherever somebody reaches Temporal.
  const fits = (seal: unknown, text: string): boolean => {
    const given = Buffer.from(typeof seal === 'string' ? seal : '', 'base64url');
    return keys.some((key) => given.length === SIZE && timingSafeEqual(given, digest(key, text)));
  };
  return {
    ofCommand: (command) => digest(keys[0], commandText(command)).toString('base64url'),
    ofStep: (step) => digest(keys[0], stepText(step)).toString('base64url'),
    isOfCommand: (seal, command) => fits(seal, commandText(command)),
    isOfStep: (seal, step) => fits(seal, stepText(step)),
  };
};

/** Bytes of a seal. */
const SIZE = 32;

const digest = (key: KeyObject, text: string): Buffer => createHmac('sha256', key).update(text).digest();

// What passes through Temporal keeps the order of its keys: what was written there is written again alike.
const commandText = ({ tenant, caseId, process, action, actor, input, reference, requestId, requestHash }: Command): string =>
  JSON.stringify(['command', tenant, caseId, process, action, actor, input ?? null, reference ?? null, requestId, requestHash]);

const stepText = ({ tenant, caseId, process, name, run, percent, reference }: Step): string =>
  JSON.stringify(['step', tenant, caseId, process, name, run, percent, reference ?? null]);
