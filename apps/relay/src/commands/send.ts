import { buildInsUrl } from '@ins-relay/operator';
import { Option, type Command } from 'commander';
import { requireConnection, UsageError, type RelayContext, type RunCommand } from '../relay-context.js';

interface SendOptions {
  connection: string;
  version: string;
  receipt?: string;
  parent?: string;
  clickId?: string | false;
  amount?: string;
  times: string;
  set: string[];
}

interface SentNotification {
  readonly receipt?: string;
  readonly attempts: readonly {
    readonly status?: number;
    readonly error?: string;
    readonly durationMs: number;
  }[];
}

/** `relay send`: lets the sandbox's ClickBank send a notification to one of our connections. */
export function addSendCommand(program: Command, run: RunCommand): void {
  program
    .command('send <event>')
    .description(
      'send a notification through the sandbox: sale, upsell, downsell, bump, rebill, refund, chargeback, insf, ' +
        'cancel-rebill, uncancel-rebill, subscription-change, abandoned-order, test, test-sale, other:<TYPE>',
    )
    .requiredOption('-c, --connection <id>', 'to this connection')
    .addOption(new Option('-v, --version <version>', 'INS version').choices(['6', '7', '8']).default('7'))
    .option('-r, --receipt <receipt>', 'with this receipt instead of a new one')
    .option('--parent <receipt>', 'of this original order, sale, or whatever it reverses')
    .option('--click-id <id>', 'with this click id instead of a new one')
    .option('--no-click-id', 'without a click id')
    .option('--amount <decimal>', 'what the account earns')
    .option('--times <count>', 'the same notification so often, as ClickBank re-sends', '1')
    .option(
      '--set <key=json>',
      'replace a key of the payload',
      (pair: string, pairs: string[]) => [...pairs, pair],
      [],
    )
    .action((event: string, options: SendOptions) => run((relay) => send(relay, event, options)));
}

async function send(relay: RelayContext, event: string, options: SendOptions): Promise<void> {
  const connection = await requireConnection(relay, options.connection);
  const { account, role, secretKey } = connection.clickbank;
  const order = {
    insUrl: buildInsUrl(relay.config.publicInsBaseUrl, connection),
    secretKey,
    account,
    role,
    event,
    version: Number(options.version),
    receipt: options.receipt,
    parentReceipt: options.parent,
    clickId: options.clickId === false ? null : options.clickId,
    amount: options.amount,
    times: Number(options.times),
    overrides: Object.fromEntries(options.set.map(parsePair)),
    attemptsMax: 1,
  };
  const response = await fetch(`${relay.config.sandboxUrl}/clickbank/send`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(order),
  }).catch(() => {
    throw new UsageError(
      `The sandbox does not answer at ${relay.config.sandboxUrl}; is it running? (SANDBOX_URL)`,
    );
  });
  const answer = (await response.json()) as SentNotification & { message?: string | string[] };
  if (!response.ok) throw new UsageError([answer.message ?? 'the sandbox refused'].flat().join('\n'));
  for (const attempt of answer.attempts) {
    console.log(
      `${event} ${answer.receipt ?? '(no receipt)'}: ${attempt.status ?? attempt.error} in ${Math.round(attempt.durationMs)} ms`,
    );
  }
}

function parsePair(pair: string): [string, unknown] {
  const [key = '', ...rest] = pair.split('=');
  const text = rest.join('=');
  try {
    return [key, JSON.parse(text)];
  } catch {
    return [key, text];
  }
}
