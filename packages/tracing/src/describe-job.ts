import type { SpanAttributes } from './tracing.js';

interface JobIds {
  readonly eventId: string;
  readonly connectionId: string;
  readonly generation: number;
  readonly receipt?: string;
}

/** What a trace can be found by; what logs tell too, and nothing of the customer. */
export function describeJob({ eventId, connectionId, generation, receipt }: JobIds): SpanAttributes {
  return {
    'ins_relay.event': eventId,
    'ins_relay.connection': connectionId,
    'ins_relay.generation': generation,
    'ins_relay.receipt': receipt,
  };
}
