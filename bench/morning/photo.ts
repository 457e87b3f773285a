import sharp from 'sharp';

/** A small photo, as of a parcel on the scale. */
const bytes = await sharp({ create: { width: 320, height: 240, channels: 3, background: '#d97706' } })
  .jpeg()
  .toBuffer();

export const photo = new Blob([new Uint8Array(bytes)], { type: 'image/jpeg' });
