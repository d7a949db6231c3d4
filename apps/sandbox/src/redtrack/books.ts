import { judgeDuplicate, type BookingVerdict, type DuplicateMode } from './duplicate-mode.js';
import type { Postback } from './read-postback.js';

export interface Conversion {
  /** From 1, in the order of booking. */
  readonly id: number;
  readonly createdAtMs: number;
  readonly isRepeated: boolean;
  postback: Postback;
}

/** The conversions that the stand-in RedTrack holds: what a marketer would see and pay for. */
export class Books {
  private readonly conversions: Conversion[] = [];
  private readonly byClickAndType = new Map<string, Conversion>();
  private readonly byEventId = new Map<string, Conversion>();
  private readonly modeByType = new Map<string, DuplicateMode>();
  private defaultMode: DuplicateMode = 'ignore-by-event-id';

  /** Of the types that have none of their own. */
  get duplicateMode(): DuplicateMode {
    return this.defaultMode;
  }

  /** @param type without one, the mode of all types that have none of their own */
  setDuplicateMode(mode: DuplicateMode, type?: string): void {
    if (type === undefined) this.defaultMode = mode;
    else this.modeByType.set(type, mode);
  }

  /** Books a postback under the duplicate mode of its type and says what that did. */
  book(postback: Postback, nowMs: number): BookingVerdict {
    const clickAndType = `${postback.clickid} ${postback.type}`;
    const earlier = this.byClickAndType.get(clickAndType);
    const verdict = judgeDuplicate(this.modeByType.get(postback.type) ?? this.defaultMode, {
      isClickAndTypeKnown: earlier !== undefined,
      isEventIdKnown: postback.eventId !== '' && this.byEventId.has(postback.eventId),
    });
    if (verdict === 'create' || verdict === 'create-repeated') {
      const isRepeated = verdict === 'create-repeated';
      const conversion = { id: this.conversions.length + 1, createdAtMs: nowMs, isRepeated, postback };
      this.conversions.push(conversion);
      this.byClickAndType.set(clickAndType, conversion);
      if (postback.eventId !== '') this.byEventId.set(postback.eventId, conversion);
    } else if (verdict === 'edit' && earlier !== undefined) {
      earlier.postback = postback;
    } else if (verdict === 'increment' && earlier !== undefined) {
      const sumMillionths = earlier.postback.sumMillionths + postback.sumMillionths;
      earlier.postback = { ...earlier.postback, sumMillionths };
    }
    return verdict;
  }

  list(): readonly Conversion[] {
    return this.conversions;
  }

  /** Forgets the conversions; the duplicate modes stay. */
  clear(): void {
    this.conversions.length = 0;
    this.byClickAndType.clear();
    this.byEventId.clear();
  }
}
