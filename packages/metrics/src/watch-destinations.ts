import { Gauge, type Registry } from 'prom-client';
import { collectSeldom } from './collect-seldom.js';

const KEEP_MS = 2_000;
const SHOWN_MAX = 1_000;

/**
 * Destinations that nothing is sent to at the moment: `open` after failures, `paused` by an operator.
 * @param board as `DestinationBoard` shows it
 */
export function watchDestinations(
  registry: Registry,
  board: { list(): Promise<ReadonlyMap<string, { readonly state: string }>> },
): void {
  const read = collectSeldom(() => board.list(), KEEP_MS);
  new Gauge({
    name: 'ins_relay_destination_blocked',
    help: '1 for each destination that is left alone (open) or paused.',
    labelNames: ['destination', 'state'],
    registers: [registry],
    async collect() {
      this.reset();
      const blocked = [...((await read()) ?? new Map<string, { state: string }>())].slice(0, SHOWN_MAX);
      for (const [destination, { state }] of blocked) this.set({ destination, state }, 1);
    },
  });
}
