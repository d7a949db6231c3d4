import type { DeclaredMatchForm } from '@ins-relay/console-contract';

/** One line of the event matching, as a form holds it. */
export interface MatchRow {
  /** `None`: recorded, not sent. */
  readonly type: string;
  /** `default`, `fixed`, `expression`, or a source of the vocabulary. */
  readonly amountFrom: string;
  /** The sum for `fixed`, the text for `expression`. */
  readonly amount: string;
  /** Empty: as it comes. */
  readonly sign: string;
  readonly status: string;
  /** What the form does not show, kept as it is. */
  readonly rest: Partial<DeclaredMatchForm>;
}

export const NONE = 'None';

/** A declared match as a row. */
export function toMatchRow(match: DeclaredMatchForm | 'None' | undefined): MatchRow {
  if (match === undefined || match === NONE) {
    return { type: NONE, amountFrom: 'default', amount: '', sign: '', status: '', rest: {} };
  }
  const { amount, amountExpression, amountFrom, sign = '', status = '', type, ...rest } = match;
  const [source, value] =
    amount !== undefined
      ? ['fixed', amount]
      : amountExpression !== undefined
        ? ['expression', amountExpression]
        : [amountFrom ?? 'default', ''];
  return { type, amountFrom: source, amount: value, sign, status, rest };
}

/** A row as it is declared. An empty type is None. */
export function toDeclaredMatch(row: MatchRow): DeclaredMatchForm | 'None' {
  const type = row.type.trim();
  if (type === '' || type === NONE) return NONE;
  return {
    ...row.rest,
    type,
    ...toAmount(row),
    ...(row.sign === '' ? {} : { sign: row.sign as DeclaredMatchForm['sign'] }),
    ...(row.status === '' ? {} : { status: row.status }),
  };
}

function toAmount({ amount, amountFrom }: MatchRow): Partial<DeclaredMatchForm> {
  if (amountFrom === 'default') return {};
  if (amountFrom === 'fixed') return { amount: amount.trim() };
  if (amountFrom === 'expression') return { amountExpression: amount.trim() };
  return { amountFrom };
}
