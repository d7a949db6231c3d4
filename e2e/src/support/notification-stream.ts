import { waitFor } from '@ins-relay/testkit';
import type { RelayUnderTest } from './relay-under-test.js';
import { newReceipt, sampleNotification } from './sample-notification.js';

/** Notifications of ClickBank’s in any number, each sent again until it is answered 200, as ClickBank does. */
export class NotificationStream {
  readonly accepted = new Set<string>();
  /** Answers other than 200, by status. */
  readonly refusals = new Map<number, number>();
  slowestMs = 0;
  private isEnding = false;
  private readonly senders: Promise<void>[];

  constructor(
    private readonly relay: RelayUnderTest,
    private readonly connectionId: string,
    senders: number,
  ) {
    this.senders = Array.from({ length: senders }, () => this.send());
  }

  /** Resolves once so many more have been accepted. */
  async waitForMore(count: number): Promise<void> {
    const enough = this.accepted.size + count;
    await waitFor(() => this.accepted.size >= enough, {
      describe: `${count} more notifications to be accepted`,
      timeoutMs: 60_000,
    });
  }

  /** Sends no new ones; resolves once all that were begun have been accepted. */
  async end(): Promise<void> {
    this.isEnding = true;
    await Promise.all(this.senders);
  }

  private async send(): Promise<void> {
    while (!this.isEnding) {
      const receipt = newReceipt();
      const payload = sampleNotification({ receipt });
      await waitFor(() => this.isAccepted(payload), {
        describe: `${receipt} to be accepted`,
        timeoutMs: 60_000,
        intervalMs: 200,
      });
      this.accepted.add(receipt);
    }
  }

  private async isAccepted(payload: Record<string, unknown>): Promise<boolean> {
    const startedMs = performance.now();
    const response = await this.relay.notify(this.connectionId, payload);
    await response.arrayBuffer();
    this.slowestMs = Math.max(this.slowestMs, performance.now() - startedMs);
    const { status } = response;
    if (status !== 200) this.refusals.set(status, (this.refusals.get(status) ?? 0) + 1);
    return status === 200;
  }
}

interface Books {
  readonly total: number;
  readonly items: readonly { readonly deduplicate_token: string }[];
}

/**
 * Waits until every receipt is delivered, and expects each in RedTrack’s books once. What was accepted and not
 * answered, or refused and stored all the same, came twice: those are told as duplicates.
 */
export async function expectDeliveredOnce(
  relay: RelayUnderTest,
  receipts: ReadonlySet<string>,
): Promise<void> {
  await waitFor(
    async () => {
      const delivered = new Set((await relay.events('--outcome', 'delivered')).map((event) => event.receipt));
      const missing = [...receipts].filter((receipt) => !delivered.has(receipt));
      if (missing.length > 0) throw new Error(`${missing.length} of ${receipts.size} not delivered yet`);
      return true;
    },
    { describe: 'every notification to be delivered', timeoutMs: 60_000, intervalMs: 500 },
  );
  const others = (await relay.events()).filter((event) => event.outcome !== 'delivered');
  expect(others.filter((event) => event.outcome !== 'duplicate')).toEqual([]);
  const books = await relay.fromSandbox<Books>('/conversions?per=10000');
  expect(new Set(books.items.map((item) => item.deduplicate_token)).size).toBe(receipts.size);
  expect(books.total).toBe(receipts.size);
}
