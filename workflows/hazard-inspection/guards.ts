/** Why something may not be done to a hazard, where several rules ask the same. */
import { type Refusal, refuse } from '../kernel/process.ts';
import type { Limits } from './limits.ts';
import type { GuardContext, Hazard } from './vocabulary.ts';
import { lacksPermit, openPermits } from './waiting.ts';

export const tooManyPhotos = (photos: readonly unknown[], limits: Limits): Refusal | undefined =>
  photos.length > limits.maxPhotos
    ? refuse(
        'tooManyPhotos',
        `Send at most ${limits.maxPhotos} photos; choose those that show it best.`,
        `最多上传${limits.maxPhotos}张照片，请选择最能说明情况的。`,
      )
    : undefined;

export const tooFewPhotos = (photos: readonly unknown[], limits: Limits): Refusal | undefined =>
  photos.length < limits.findingPhotos
    ? refuse(
        'photoNeeded',
        `Send at least ${limits.findingPhotos} photo of the hazard, so that the rectifier finds it.`,
        `请至少上传${limits.findingPhotos}张隐患照片，便于整改人员查找。`,
      )
    : undefined;

/** A hazard isn't over while people work on it under a permit. */
export const waitsForPermit = (permits: readonly string[]): Refusal | undefined =>
  permits.length > 0
    ? refuse(
        'permitOpen',
        `This waits for the live-line permit ${permits.join(', ')}; go on when it has closed; you get a message then.`,
        `须待带电作业票${permits.join('、')}终结后办理，终结时将通知您。`,
      )
    : undefined;

export const whilePermitOpen = ({ current }: Pick<GuardContext, 'current'>): Refusal | undefined =>
  waitsForPermit(openPermits(current.facts));

/** What needs a live-line permit is neither rectified nor closed without one that was carried out for it. */
export const permitMissing = ({ facts }: Pick<Hazard, 'facts'>): Refusal | undefined =>
  lacksPermit(facts)
    ? refuse(
        'permitNeeded',
        'It needs a live-line permit, and none was carried out for it. Ask a permit issuer to open one, or to say that none is needed.',
        '本件须办理带电作业票，目前尚无已完成的作业票。请联系签发人开票，或由其取消该要求。',
      )
    : undefined;
