import type { BatchedJob, OpenJob, PostbackDeliverJob } from '@ins-relay/contracts';
import type { JobProducer } from '@ins-relay/queue';

type ReadyJob = BatchedJob<OpenJob<PostbackDeliverJob>>;

/** Puts postbacks into their queue: at once, or those of a batch of notifications together as one batch. */
export class PostbackOutbox {
  private readonly open = new Map<string, ReadyJob[]>();

  constructor(
    private readonly queue: Pick<JobProducer<PostbackDeliverJob>, 'enqueue' | 'enqueueBatch' | 'listBatch'>,
  ) {}

  /** @param batchId of the notifications; what is put with it waits for `finish` */
  async put(postbacks: readonly ReadyJob[], batchId: string | undefined): Promise<void> {
    if (batchId !== undefined) {
      this.open.set(batchId, [...(this.open.get(batchId) ?? []), ...postbacks]);
      return;
    }
    for (const { id, payload, attempts } of postbacks) await this.queue.enqueue(id, payload, { attempts });
  }

  /** The ids of those that are in the queue because of a batch, and not done. */
  async listOpen(batchId: string): Promise<string[]> {
    return this.queue.listBatch(batchId);
  }

  /** Under the same id: whoever finds a notification that was begun in a batch can look whether its postbacks are there. */
  async finish(batchId: string): Promise<void> {
    const postbacks = this.open.get(batchId) ?? [];
    this.open.delete(batchId);
    await this.queue.enqueueBatch(batchId, postbacks);
  }
}
