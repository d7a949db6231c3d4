import { Option, type Command } from 'commander';
import { buildPixelUrls } from '@ins-relay/clickbank';
import type { Connection, ConnectionRole } from '@ins-relay/contracts';
import { requireConnection, type RelayContext, type RunCommand } from '../relay-context.js';

interface PixelUrlOptions {
  role?: 'affiliate' | 'seller';
  s2s?: boolean;
}

/** `relay pixel-url`: what to paste into ClickBank's tracking-code creator. */
export function addPixelUrlCommand(program: Command, run: RunCommand): void {
  program
    .command('pixel-url <connection>')
    .description('the order-form pixel of a connection, and where to paste it')
    .addOption(
      new Option('--role <role>', 'of the tracking code; that of the connection when left out').choices([
        'affiliate',
        'seller',
      ]),
    )
    .option('--s2s', 'the URL for ClickBank’s S2S postbacks instead; it holds the ingest key')
    .action((id: string, options: PixelUrlOptions) => run((relay) => printPixelUrl(relay, id, options)));
}

async function printPixelUrl(relay: RelayContext, id: string, options: PixelUrlOptions): Promise<void> {
  const connection = await requireConnection(relay, id);
  const urls = buildPixelUrls({
    publicBaseUrl: relay.config.publicInsBaseUrl.replace(/\/+$/, ''),
    connectionId: id,
    ingestKey: connection.clickbank.ingestKey,
    trackingDomain: connection.redtrack.trackingDomain,
  });
  if (options.s2s) {
    console.log(describeS2s(urls.s2s, connection));
    return;
  }
  const role = chooseRole(options.role, connection.clickbank.role);
  const isOurs = connection.events.InitiateCheckout != null;
  console.log(`In ClickBank: Integrated sales reporting → Tracking code creator
  Role                     ${role}
  Box                      Order Form
  Affiliate tracking code  the click id (what the hoplink’s tid carries)
  Pixel URL                ${isOurs ? urls.orderForm : urls.direct}
`);
  if (role === 'Affiliate') console.log('Affiliate pixels do not fire on test-card orders.');
  if (isOurs) {
    console.log(`On a page of your own, with the click id in place of CLICKID:\n  ${urls.imageTag}`);
    return;
  }
  console.log(`It goes to RedTrack directly, for the event matching of ${id} says None for InitiateCheckout.
To have it here, with a timeline and without duplicates, write
    InitiateCheckout: { type: InitiateCheckout, amount: 0 }
into its events, apply, and use
    ${urls.orderForm}`);
}

function chooseRole(
  asked: 'affiliate' | 'seller' | undefined,
  ofConnection: ConnectionRole,
): 'Affiliate' | 'Seller' {
  if (asked !== undefined) return asked === 'affiliate' ? 'Affiliate' : 'Seller';
  return ofConnection === 'AFFILIATE' ? 'Affiliate' : 'Seller';
}

function describeS2s(url: string, { id, pixel }: Connection): string {
  const events = Object.entries(pixel.events).map(([type, kind]) => `  ${type} → ${kind ?? 'None'}`);
  return `S2S postback URL of ${id}. It ends with the ingest key: whoever has it can report sales.

${url}

What ClickBank’s events become here (pixel.events):
${events.join('\n')}

INS reports purchases too, with their refunds and rebills; a purchase that both report counts once.`;
}
