import type { EventDeclaration } from './event-catalog.js';

export interface Receipts {
  /** Undefined where ClickBank sends none. */
  readonly receipt: string | undefined;
  /** The original order of an upsell, the first sale of a rebill, what a reversal reverses. */
  readonly parentReceipt: string | undefined;
}

export interface WantedReceipts {
  readonly receipt?: string;
  readonly parentReceipt?: string;
}

/** The receipt on the notification and the one it descends from, from what was asked for and the kind of event. */
export function chooseReceipts(
  { receipt: kind }: EventDeclaration,
  { receipt, parentReceipt }: WantedReceipts,
  createNew: () => string,
): Receipts {
  switch (kind) {
    case 'own':
      return { receipt: receipt ?? createNew(), parentReceipt };
    case 'rebill': {
      const parent = parentReceipt ?? receipt?.split('-')[0] ?? createNew();
      return { receipt: receipt ?? `${parent}-B002`, parentReceipt: parent };
    }
    case 'parent': {
      const reversed = receipt ?? parentReceipt ?? createNew();
      return { receipt: reversed, parentReceipt: parentReceipt ?? reversed };
    }
    case 'masked':
      return { receipt: receipt ?? '********', parentReceipt };
    case 'none':
      return { receipt, parentReceipt };
  }
}
