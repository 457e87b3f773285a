import { expect, test } from 'vitest';
import { pathBelow, shownBasePath } from '../../graphql/base-path.ts';

test('a path is Banjie’s where it stands below its base path', () => {
  expect(pathBelow('/banjie', '/banjie/graphql')).toBe('/graphql');
  expect(pathBelow('', '/graphql')).toBe('/graphql');
  for (const path of ['/banjie', '/graphql', '/banjiegraphql', '/BANJIE/graphql'])
    expect(pathBelow('/banjie', path)).toBeUndefined();
});

test('links carry the path that callers see, whether or not a proxy takes it away', () => {
  expect(shownBasePath('/banjie', undefined)).toBe('/banjie');
  expect(shownBasePath('', 'https://office.example/banjie/')).toBe('/banjie');
  expect(shownBasePath('/banjie', 'https://office.example/street/banjie')).toBe('/street/banjie');
  expect(shownBasePath('', 'https://banjie.example')).toBe('');
});
