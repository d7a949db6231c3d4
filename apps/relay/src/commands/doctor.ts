import type { Command } from 'commander';
import { examine } from '../doctor/examine.js';
import { formatFindings } from '../doctor/format-findings.js';
import { UsageError, type Environment } from '../relay-context.js';

interface DoctorFlags {
  readonly json?: boolean;
  readonly offerSource: readonly string[];
}

/** `relay doctor` */
export function addDoctorCommand(program: Command, environment: Environment): void {
  program
    .command('doctor')
    .description('look at the whole deployment, and say what to mend; ends with 1 where something fails')
    .option('--json', 'for machines')
    .option(
      '--offer-source <connection=id>',
      'ask RedTrack’s API how it treats duplicates (REDTRACK_API_KEY); may be given several times',
      (given: string, all: readonly string[]) => [...all, given],
      [],
    )
    .action(async ({ json = false, offerSource }: DoctorFlags) => {
      const findings = await examine(environment, parseOfferSources(offerSource));
      console.log(json ? JSON.stringify({ findings }, undefined, 2) : formatFindings(findings));
      if (findings.some(({ level }) => level === 'failure')) process.exitCode = 1;
    });
}

function parseOfferSources(given: readonly string[]): Map<string, string> {
  return new Map(
    given.map((text) => {
      const [connection = '', id = ''] = text.split('=');
      if (connection === '' || id === '') {
        throw new UsageError(`--offer-source ${text}: write <connection>=<id>, such as acme-vendor=65f1c0de`);
      }
      return [connection, id];
    }),
  );
}
