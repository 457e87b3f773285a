/** What more than one act of a guidance looks at. */
import { type Refusal, refuse } from '../kernel/process.ts';
import type { Limits } from './limits.ts';

export const tooManyPhotos = (photos: readonly unknown[], { maxPhotos }: Limits): Refusal | undefined =>
  photos.length > maxPhotos
    ? refuse(
        'tooManyPhotos',
        `Send at most ${maxPhotos} photos; choose those that show it best.`,
        `照片最多${maxPhotos}张，请选择最清楚的。`,
      )
    : undefined;
