import sharp from 'sharp';

/** A photo as a phone would take it, with place and time in it: for trying things out. `takenAt` as 2026:03:01 17:30:00. */
export const samplePhoto = async ({
  text = '',
  place,
  takenAt,
  hue = 20,
}: {
  text?: string;
  place: { lat: number; lon: number };
  takenAt: string;
  hue?: number;
}): Promise<Buffer> => {
  const drawn = `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="900">
    <rect width="1200" height="500" fill="hsl(${hue + 190},45%,78%)"/><rect y="500" width="1200" height="400" fill="hsl(${hue},12%,45%)"/>
    <path d="M420 700 q60 -190 180 -150 q60 -90 150 20 q120 10 90 130 z" fill="hsl(${hue},40%,30%)"/>
    <text x="40" y="860" font-size="44" fill="#fff">${text.replaceAll(/[<&]/g, '')}</text></svg>`;
  return sharp(Buffer.from(drawn))
    .jpeg({ quality: 85 })
    .withExif({
      IFD0: { Make: 'Banjie', Model: 'Sample' },
      IFD2: { DateTimeOriginal: takenAt },
      IFD3: {
        GPSLatitudeRef: place.lat < 0 ? 'S' : 'N',
        GPSLatitude: degrees(place.lat),
        GPSLongitudeRef: place.lon < 0 ? 'W' : 'E',
        GPSLongitude: degrees(place.lon),
      },
    })
    .toBuffer();
};

/** Degrees, minutes and seconds as EXIF writes fractions. */
const degrees = (value: number): string => {
  const whole = Math.abs(value);
  const minutes = (whole % 1) * 60;
  return `${Math.floor(whole)}/1 ${Math.floor(minutes)}/1 ${Math.round((minutes % 1) * 60 * 10_000)}/10000`;
};
