import { Module, type DynamicModule } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import type { Logger } from '@ins-relay/platform';
import { AccessGuard } from './access/access.guard.js';
import { AuditController } from './access/audit.controller.js';
import { SessionController } from './access/session.controller.js';
import { TokensController } from './access/tokens.controller.js';
import { UsersController } from './access/users.controller.js';
import { ConnectionsController } from './connections/connections.controller.js';
import { KeysController } from './connections/keys.controller.js';
import { ToolsController } from './connections/tools.controller.js';
import type { ConsoleConfig } from './console-config.js';
import { ConsoleContext } from './console-context.js';
import { CustomersController } from './events/customers.controller.js';
import { EventActionsController } from './events/event-actions.controller.js';
import { EventsController } from './events/events.controller.js';
import { OpenApiController } from './openapi/openapi.controller.js';
import { OverviewController } from './overview/overview.controller.js';
import { RepairController } from './repair/repair.controller.js';
import { RulesController } from './rules/rules.controller.js';
import { ConsoleRuntime, startConsole } from './start-console.js';
import { DestinationsController } from './system/destinations.controller.js';
import { SystemController } from './system/system.controller.js';
import { VocabularyController } from './vocabulary/vocabulary.controller.js';

@Module({})
export class ConsoleModule {
  static register(config: ConsoleConfig, logger: Logger, version: string): DynamicModule {
    return {
      module: ConsoleModule,
      controllers: [
        SessionController,
        UsersController,
        TokensController,
        AuditController,
        VocabularyController,
        OverviewController,
        ConnectionsController,
        KeysController,
        ToolsController,
        RulesController,
        EventsController,
        EventActionsController,
        CustomersController,
        RepairController,
        SystemController,
        DestinationsController,
        OpenApiController,
      ],
      providers: [
        { provide: ConsoleRuntime, useFactory: () => startConsole(config, logger, version) },
        {
          provide: ConsoleContext,
          useFactory: (runtime: ConsoleRuntime) => runtime.context,
          inject: [ConsoleRuntime],
        },
        { provide: APP_GUARD, useClass: AccessGuard },
      ],
    };
  }
}
