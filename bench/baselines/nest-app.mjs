// @ts-check
// A Nest app on Fastify with one route.
import 'reflect-metadata';
import { Controller, Get, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { readSettings } from './settings.mjs';

class HealthController {
  read() {
    return { status: 'ok' };
  }
}
const descriptor = Object.getOwnPropertyDescriptor(HealthController.prototype, 'read');
Get('/')(HealthController.prototype, 'read', /** @type {PropertyDescriptor} */ (descriptor));
Controller()(HealthController);

class AppModule {}
Module({ controllers: [HealthController] })(AppModule);

const { port } = readSettings();
const nest = await NestFactory.create(AppModule, new FastifyAdapter(), { logger: false });
await nest.listen(port, '127.0.0.1');
