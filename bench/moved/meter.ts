/** Time, processor time and memory of a run, while it goes on and at its end. */
import { readFileSync } from 'node:fs';
import { quantile } from '../figures.ts';
import { childNamed, processorMillis } from '../processor-time.ts';
import type { House } from './house.ts';

export type Meter = {
  /** Since the beginning, in whole seconds. */
  seconds(): string;
  /** How far the run is, with so many acts done and these times of the last of them. */
  line(acts: number, took: readonly number[]): string;
  /** Processor time and memory up to now. */
  used(): string;
};

export const openMeter = ({ postgresPid }: House): Meter => {
  const begun = performance.now();
  const temporalPid = childNamed('temporal-test-server');
  let lastActs = 0;
  let lastAt = begun;
  const seconds = () => ((performance.now() - begun) / 1000).toFixed(0);
  return {
    seconds,
    line: (acts, took) => {
      const rate = ((acts - lastActs) * 1000) / (performance.now() - lastAt);
      lastActs = acts;
      lastAt = performance.now();
      const times =
        took.length === 0 ? '' : `, p50 ${quantile(took, 0.5).toFixed(0)} ms, p95 ${quantile(took, 0.95).toFixed(0)} ms`;
      return `${acts} acts after ${seconds()} s (${rate.toFixed(0)} a second${times}); ${memory(process.pid, 'here')}, ${memory(temporalPid, 'Temporal')}`;
    },
    used: () => {
      const { user, system } = process.cpuUsage();
      const cpu = [
        `${((user + system) / 1e6).toFixed(0)} s in worker, API and callers`,
        `${(processorMillis(postgresPid) / 1000).toFixed(0)} s in PostgreSQL`,
        `${(processorMillis(temporalPid) / 1000).toFixed(0)} s in Temporal’s test server`,
      ];
      return `processor time ${cpu.join(', ')}; memory ${memory(process.pid, 'in the first')}, ${memory(temporalPid, 'in the last')}`;
    },
  };
};

const memory = (pid: number, where: string): string => {
  try {
    const [, kibibytes = '0'] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return `${Math.round(Number(kibibytes) / 1024)} MiB ${where}`;
  } catch {
    return `– ${where}`;
  }
};
