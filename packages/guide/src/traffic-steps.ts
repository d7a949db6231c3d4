import { buildPixelUrls } from '@ins-relay/clickbank';
import type { GuideInput } from './guide-input.js';
import type { GuideStep } from './guide-step.js';

/** The order form, which reports Initiate Checkout. */
export function buildPixelStep({ connection, facts, publicBaseUrl }: GuideInput): GuideStep {
  const isOurs = connection.events.InitiateCheckout != null;
  const { orderForm, direct } = buildPixelUrls({
    publicBaseUrl,
    connectionId: connection.id,
    ingestKey: connection.clickbank.ingestKey,
    trackingDomain: connection.redtrack.trackingDomain,
  });
  return {
    title: 'Add the order-form pixel',
    where: `ClickBank → Integrated sales reporting → Tracking code creator, role ${connection.clickbank.role === 'AFFILIATE' ? 'Affiliate' : 'Seller'}, “Order Form” ticked`,
    text: isOurs
      ? 'ClickBank calls it when somebody opens the order form. It goes through this relay, because the event matching names a type for Initiate Checkout.'
      : 'ClickBank calls it when somebody opens the order form. It goes to RedTrack directly, because the event matching says None for Initiate Checkout.',
    values: [{ label: 'pixel URL', value: isOurs ? orderForm : direct }],
    ...(isOurs && facts.pixelAtMs !== undefined
      ? ({ status: 'verified', note: 'The pixel was called.' } as const)
      : ({ status: isOurs ? 'open' : 'unseen' } as const)),
  };
}

/** The link that carries the click id into ClickBank. */
export function buildHoplinkStep({ connection, facts }: GuideInput): GuideStep {
  const { account, role } = connection.clickbank;
  const [affiliate, vendor] = role === 'AFFILIATE' ? [account, 'VENDOR'] : ['AFFILIATE', account];
  const { events, unattributed } = facts;
  return {
    title: 'Put the click id into the hoplink',
    where: 'RedTrack → Offers → the offer → URL',
    text: 'Without it no sale finds its click. relay hoplink <your hoplink> adds it to any hoplink and checks the rest.',
    values: [
      {
        label: 'offer URL',
        value: `https://hop.clickbank.net/?affiliate=${affiliate}&vendor=${vendor}&tid={clickid}`,
      },
    ],
    ...(events === 0
      ? ({ status: 'open', note: 'No event came yet.' } as const)
      : unattributed === 0
        ? ({ status: 'verified', note: `All of the latest ${events} events had a click id.` } as const)
        : ({
            status: 'problem',
            note: `${unattributed} of the latest ${events} events had no click id; relay events --outcome unattributed lists them.`,
          } as const)),
  };
}
