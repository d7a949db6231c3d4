import type { BatchedJob, JobBatch, JobDeclaration, OpenJob, SealedField } from '@ins-relay/contracts';
import { UnsealError, type Keyring } from './keyring.js';

/**
 * Seals the confidential text of jobs for their way through a queue or a journal: a job's own bound to its event, those
 * of a batch as one value bound to the jobs, for to begin a cipher takes longer than to encrypt a notification.
 */
export class JobSealer<T extends { readonly eventId: string }> {
  private readonly context: string;
  private readonly sealedAs: SealedField;

  constructor(
    private readonly keyring: Keyring,
    { text }: Pick<JobDeclaration<T>, 'text'>,
  ) {
    this.context = text.context;
    this.sealedAs = text.sealedAs;
  }

  /** @returns the payload, as it is stored */
  seal(job: OpenJob<T>): T {
    const { eventId, text } = job as { eventId: string; text?: string };
    const sealed = text === undefined ? undefined : this.sealText(text, eventId);
    return { ...job, text: undefined, [this.sealedAs]: sealed } as unknown as T;
  }

  /** @returns the job, without its text where that is not sealed under a key that is here, or for another event */
  open(payload: T): OpenJob<T> {
    const sealed = (payload as { readonly [field in SealedField]?: string })[this.sealedAs];
    const text = sealed === undefined ? undefined : this.openText(sealed, payload.eventId);
    return { ...payload, [this.sealedAs]: undefined, text };
  }

  /** @returns the batch, as it is stored */
  sealBatch(jobs: readonly BatchedJob<OpenJob<T>>[]): JobBatch {
    const texts = jobs.map(({ payload }) => payload.text ?? '');
    const lengths = texts.map((text) => text.length).join(' ');
    return {
      schema: 1,
      jobs: jobs.map((job) => ({ ...job, payload: { ...job.payload, text: undefined } })),
      sealedTexts: this.sealText(`${lengths}\n${texts.join('')}`, listIds(jobs)),
    };
  }

  /** @returns the text of each job of a batch, whatever else is in it; undefined as of `open` */
  openBatch({ jobs, sealedTexts }: Pick<JobBatch, 'jobs' | 'sealedTexts'>): (string | undefined)[] {
    const opened = sealedTexts === undefined ? undefined : this.openText(sealedTexts, listIds(jobs));
    if (opened === undefined) return jobs.map(() => undefined);
    let at = opened.indexOf('\n') + 1;
    const lengths = opened.slice(0, at - 1).split(' ');
    return lengths.map((length) => opened.slice(at, (at += Number(length))) || undefined);
  }

  /** Whether a sealed value is sealed under the key that seals now; so is one that is not there. */
  isCurrent(sealed: string | undefined): boolean {
    return sealed === undefined || this.keyring.isCurrent(Buffer.from(sealed, 'base64'));
  }

  private sealText(text: string, owner: string): string {
    return this.keyring.seal(text, `${this.context} ${owner}`).toString('base64');
  }

  private openText(sealed: string, owner: string): string | undefined {
    try {
      return this.keyring.open(Buffer.from(sealed, 'base64'), `${this.context} ${owner}`).toString('utf8');
    } catch (error) {
      if (error instanceof UnsealError) return undefined;
      throw error;
    }
  }
}

function listIds(jobs: readonly (BatchedJob | null)[]): string {
  return jobs.map((job) => job?.id ?? '').join(' ');
}
