import { commandSeals } from '../../activities/seals.ts';

/** By the key that the village's API and workers share. */
export const seals = commandSeals(['The key of the village.']);
