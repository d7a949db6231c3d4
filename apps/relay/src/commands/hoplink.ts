import type { Command } from 'commander';
import { buildHoplink, type HoplinkOptions } from '@ins-relay/clickbank';
import { requireConnection, UsageError, type RelayContext, type RunCommand } from '../relay-context.js';

const EVENTS_LOOKED_AT = 20;

interface HoplinkFlags {
  connection?: string;
  clickId: string;
  extclid?: boolean;
}

/** `relay hoplink`: makes a hoplink carry the click id. */
export function addHoplinkCommand(program: Command, run: RunCommand): void {
  program
    .command('hoplink <url>')
    .description('add tid={clickid} to a hoplink, and check it')
    .option('-c, --connection <id>', 'check that its sales are reported to this connection')
    .option('--click-id <macro>', 'the macro of your tracker', '{clickid}')
    .option('--extclid', 'put the click id into extclid too (INS 8.0, affiliates)')
    .action(async (url: string, flags: HoplinkFlags) => {
      const { clickId, connection: id, extclid = false } = flags;
      if (id === undefined) return print(url, { clickId, withExtclid: extclid });
      return run(async (relay) => {
        const { account, role } = (await requireConnection(relay, id)).clickbank;
        print(url, { clickId, withExtclid: extclid, account, role });
        if (role === 'AFFILIATE' && !extclid && (await hasVersion8(relay, id))) {
          console.error(
            'INS 8.0 is on: --extclid puts the click id into extclid too, which takes any characters',
          );
        }
      });
    });
}

async function hasVersion8(relay: RelayContext, connectionId: string): Promise<boolean> {
  const { events } = await relay.reader.list({ connectionId }, EVENTS_LOOKED_AT);
  return events.some(({ version }) => version === '8.0');
}

function print(url: string, options: HoplinkOptions): void {
  const built = buildHoplink(url, options);
  if (!built.ok) throw new UsageError(`${url} ${built.problem}\n    fix: ${built.fix}`);
  console.log(built.url);
  for (const change of built.changes) console.error(`  ${change}`);
  for (const warning of built.warnings) console.error(`warning: ${warning}`);
}
