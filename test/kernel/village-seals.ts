import type { Secrets } from '../../activities/keys.ts';
import { commandSeals } from '../../activities/seals.ts';

/** The key that the village's API and workers share. */
export const secrets: Secrets = ['The key of the village.'];

export const seals = commandSeals(secrets);
