/** What a postback says about the conversion, besides whose it is. */
export interface ConversionFields {
  readonly conversionType: string;
  /** Decimal. */
  readonly sum: string;
  readonly currency?: string;
}

/** Reads back what `buildPostbackUrl` wrote. */
export function readPostbackFields(url: string): ConversionFields {
  const query = new URLSearchParams(url.slice(url.indexOf('?') + 1));
  const currency = query.get('currency');
  return {
    conversionType: query.get('type') ?? '',
    sum: query.get('sum') ?? '',
    ...(currency === null ? {} : { currency }),
  };
}
