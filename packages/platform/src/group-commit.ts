export interface GroupCommitOptions<T, R> {
  /** Writes them all. @returns what came of each, in their order; an Error where just that one failed */
  readonly write: (items: readonly T[]) => Promise<readonly (R | Error)[]>;
  /** So many go together at most. */
  readonly countMax: number;
  /** And so much weight, though a single item may weigh more. */
  readonly weightMax?: number;
  readonly weigh?: (item: T) => number;
}

interface Waiting<T, R> {
  readonly item: T;
  readonly resolve: (result: R) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Joins writes that come while an earlier one is under way: under load each trip carries many, and a single one
 * leaves as soon as it would without this.
 */
export class GroupCommit<T, R> {
  private waiting: Waiting<T, R>[] = [];
  private isBusy = false;

  constructor(private readonly options: GroupCommitOptions<T, R>) {}

  /** @returns what came of this item @throws what its write threw */
  submit(item: T): Promise<R> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ item, resolve, reject });
      if (this.isBusy) return;
      this.isBusy = true;
      // Whatever the present callback submits besides goes along.
      queueMicrotask(() => void this.writeAll());
    });
  }

  private async writeAll(): Promise<void> {
    while (this.waiting.length > 0) await this.writeGroup(this.takeGroup());
    this.isBusy = false;
  }

  private async writeGroup(group: readonly Waiting<T, R>[]): Promise<void> {
    try {
      const results = await this.options.write(group.map(({ item }) => item));
      group.forEach(({ reject, resolve }, i) => {
        const result = results[i] as R | Error;
        if (result instanceof Error) reject(result);
        else resolve(result);
      });
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
  }

  private takeGroup(): Waiting<T, R>[] {
    const { countMax, weigh, weightMax = Number.POSITIVE_INFINITY } = this.options;
    let count = 0;
    let weight = 0;
    for (const { item } of this.waiting.slice(0, countMax)) {
      weight += weigh?.(item) ?? 0;
      if (count > 0 && weight > weightMax) break;
      count += 1;
    }
    return this.waiting.splice(0, count);
  }
}
