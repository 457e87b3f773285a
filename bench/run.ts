/** `npm run bench [-- cases|messages|memory|queries|capacity …] [--rounds N] [--at-once 1,4,16] [--scale N] [--ways kernel,bare,…] [--open N] [--stored N] [--profile DIR]`: prints figures and ratios; asserts nothing. */
import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { benchCapacity } from './capacity.ts';
import { benchCases } from './cases.ts';
import { benchMemory } from './memory.ts';
import { benchMessages } from './messages.ts';
import { benchQueries } from './queries.ts';
import { startServers } from './servers.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '3' },
    /** Which of 1, 4 and 16 at once. */
    'at-once': { type: 'string', default: '1,4,16' },
    /** Times as many cases in each round. */
    scale: { type: 'string', default: '1' },
    /** Cases that stand open when memory is looked at. */
    open: { type: 'string', default: '1000' },
    stored: { type: 'string', default: '100000' },
    profile: { type: 'string' },
    /** Which ways a case is played. */
    ways: { type: 'string' },
  },
});
const parts = new Set(positionals.length > 0 ? positionals : ['cases', 'messages', 'memory', 'queries', 'capacity']);
const scale = Number(values.scale);
const atOnce = values['at-once'].split(',').map(Number);
const sizes = new Map(
  (
    [
      [1, 12 * scale],
      [4, 24 * scale],
      [16, 64 * scale],
    ] as const
  ).filter(([many]) => atOnce.includes(many)),
);

console.log(
  `${cpus().length} processors (${cpus()[0]?.model}), ${Math.round(totalmem() / 2 ** 30)} GiB; Node ${process.version}`,
);
const servers = await startServers();
try {
  if (parts.has('cases')) {
    const ways = values.ways?.split(',');
    await benchCases(servers, { rounds: Number(values.rounds), sizes, profileDir: values.profile, ways });
  }
  if (parts.has('messages')) await benchMessages(servers, { rounds: Number(values.rounds), cases: 64 * scale });
  if (parts.has('memory')) await benchMemory(servers, Number(values.open));
  if (parts.has('capacity')) await benchCapacity(servers, 500 * scale);
  if (parts.has('queries')) {
    await benchQueries(servers, { stored: Number(values.stored), asks: 500 * scale, profileDir: values.profile });
  }
} finally {
  await servers.stop();
}
