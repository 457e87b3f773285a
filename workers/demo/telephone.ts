import { samplePhoto } from '../../activities/attachments/sample-photo.ts';

/** A picture as a telephone takes it, with the place and the time in it. */
export const photo = async (text: string, place: { lat: number; lon: number }, hue: number): Promise<Blob> => {
  const local = new Date(Date.now() + 8 * 3_600_000).toISOString();
  const takenAt = local.slice(0, 19).replaceAll('-', ':').replace('T', ' ');
  return new Blob([new Uint8Array(await samplePhoto({ text, place, takenAt, hue }))], { type: 'image/jpeg' });
};
