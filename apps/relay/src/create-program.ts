import { Command } from 'commander';
import { addApplyCommand } from './commands/apply.js';
import { addApproveCommand } from './commands/approve.js';
import { addAssignClickCommand } from './commands/assign-click.js';
import { addConnectionsCommands } from './commands/connections.js';
import { addDestinationsCommands } from './commands/destinations.js';
import { addDoctorCommand } from './commands/doctor.js';
import { addEraseCommand } from './commands/erase.js';
import { addEventsCommand } from './commands/events.js';
import { addGuideCommand } from './commands/guide.js';
import { addHoplinkCommand } from './commands/hoplink.js';
import { addIgnoreCommand } from './commands/ignore.js';
import { addJournalCommands } from './commands/journal.js';
import { addKeysCommands } from './commands/keys.js';
import { addPixelUrlCommand } from './commands/pixel-url.js';
import { addReplayCommand } from './commands/replay.js';
import { addReverifyCommand } from './commands/reverify.js';
import { addRulesCommands } from './commands/rules.js';
import { addSendCommand } from './commands/send.js';
import { addShowCommand } from './commands/show.js';
import { addUsersCommands } from './commands/users.js';
import type { Environment, RunCommand } from './relay-context.js';

/** All commands of the command line. */
export function createProgram(run: RunCommand, environment: Environment): Command {
  const program = new Command('relay')
    .description('INS Relay: ClickBank notifications in, RedTrack conversions out')
    .configureHelp({ sortSubcommands: false })
    .showHelpAfterError('(see relay --help)');
  addApplyCommand(program, run, environment);
  addConnectionsCommands(program, run);
  addGuideCommand(program, run);
  addHoplinkCommand(program, run);
  addPixelUrlCommand(program, run);
  addDestinationsCommands(program, run);
  addEventsCommand(program, run);
  addShowCommand(program, run);
  addRulesCommands(program, run, environment);
  addReplayCommand(program, run);
  addAssignClickCommand(program, run);
  addApproveCommand(program, run);
  addIgnoreCommand(program, run);
  addReverifyCommand(program, run);
  addEraseCommand(program, run);
  addKeysCommands(program, run);
  addJournalCommands(program, run);
  addUsersCommands(program, run);
  addSendCommand(program, run);
  addDoctorCommand(program, environment);
  return program;
}
