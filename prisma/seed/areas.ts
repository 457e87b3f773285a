import { readFileSync } from 'node:fs';
import type { Shape } from '../../activities/issue-report/areas.ts';
import type { Title } from '../../workflows/kernel/process.ts';
import type { SeedArea } from './tenant-data.ts';

type FeatureCollection = {
  readonly features: readonly { readonly id: string; readonly properties: Title; readonly geometry: Shape }[];
};

/** The grid areas of a GeoJSON file (WGS 84) in `areas/`; each feature has an id and its names as properties. */
export const readAreas = (file: string): readonly SeedArea[] => {
  const { features } = JSON.parse(readFileSync(new URL(`./areas/${file}`, import.meta.url), 'utf8')) as FeatureCollection;
  return features.map(({ id, properties: { en, zh }, geometry }) => ({ id, en, zh, shape: geometry }));
};
