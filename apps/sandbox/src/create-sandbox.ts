import { ValidationPipe } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { SandboxConfig } from './sandbox-config.js';
import { SandboxModule } from './sandbox.module.js';

/** The application, not listening yet. */
export async function createSandbox(config: SandboxConfig): Promise<NestFastifyApplication> {
  // Requests that a fault leaves without an answer must not keep it from stopping.
  const adapter = new FastifyAdapter({ forceCloseConnections: true });
  const nest = await NestFactory.create<NestFastifyApplication>(SandboxModule.register(config), adapter, {
    logger: ['warn', 'error', 'fatal'],
  });
  nest.useGlobalPipes(new ValidationPipe({ transform: true, whitelist: true, forbidNonWhitelisted: true }));
  return nest;
}
