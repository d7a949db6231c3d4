// @ts-check

/** What every baseline is told. */
export function readSettings() {
  const { BENCH_PORT, BENCH_REDIS_URL = '', BENCH_SINK_URL = '' } = process.env;
  return { port: Number(BENCH_PORT), redisUrl: BENCH_REDIS_URL, sinkUrl: BENCH_SINK_URL };
}
