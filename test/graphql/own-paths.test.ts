import { expect, it } from 'vitest';
import { findOwnPath, type OwnPath } from '../../graphql/own-paths.ts';

const answerAnybody = async () => new Response('');
const paths: readonly OwnPath[] = [
  { path: '/academy/coverage.svg', answer: answerAnybody },
  { path: '/academy/badges/:tenant/keys/:kid', answerAnybody },
];
const found = (pathname: string) => {
  const one = findOwnPath(paths, pathname);
  return one && [one.own.path, one.params];
};

it('finds the path of a process, with the parts of it that vary', () => {
  expect(found('/academy/coverage.svg')).toEqual(['/academy/coverage.svg', {}]);
  expect(found('/academy/badges/xiaoshan/keys/a-1')).toEqual([
    '/academy/badges/:tenant/keys/:kid',
    { tenant: 'xiaoshan', kid: 'a-1' },
  ]);
});

it('finds none where a part is missing, empty or too many', () => {
  for (const pathname of ['/', '/academy', '/academy/coverageXsvg', '/academy/badges//keys/a', '/academy/badges/x/keys/a/b'])
    expect(found(pathname)).toBeUndefined();
});
