/** Most records that enter the queue in one tick of the engine, so that timers are not late. */
export const recordsPerTick = 16_384;
