/** The key that the benchmarked program and those who send to it share. */
export const SECRET = 'a secret of the benchmark';
