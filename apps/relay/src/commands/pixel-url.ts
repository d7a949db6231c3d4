import { Option, type Command } from 'commander';
import { buildPixelUrls } from '@ins-relay/clickbank';
import { describeOrderForm, describeS2s, type PixelChoice } from '../describe-pixel-urls.js';
import { requireConnection, type RelayContext, type RunCommand } from '../relay-context.js';

interface PixelUrlOptions extends PixelChoice {
  readonly s2s?: boolean;
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
    .option('--direct', 'RedTrack’s own pixel, past this relay')
    .addOption(
      new Option('--s2s', 'the URL for ClickBank’s S2S postbacks instead; it holds the ingest key').conflicts(
        ['role', 'direct'],
      ),
    )
    .action((id: string, options: PixelUrlOptions) => run((relay) => printPixelUrl(relay, id, options)));
}

async function printPixelUrl(relay: RelayContext, id: string, options: PixelUrlOptions): Promise<void> {
  const connection = await requireConnection(relay, id);
  const urls = buildPixelUrls({
    publicBaseUrl: relay.config.publicInsBaseUrl.replace(/\/+$/, ''),
    connectionId: id,
    ingestKey: connection.clickbank.ingestKey,
    trackingDomain: connection.redtrack.trackingDomain,
    hosts: connection.pixel.hosts,
  });
  console.log(options.s2s ? describeS2s(urls, connection) : describeOrderForm(urls, connection, options));
}
