// @ts-check
// A Nest application context with nothing in it, and the health server that every process needs.
import 'reflect-metadata';
import { createServer } from 'node:http';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { readSettings } from './settings.mjs';

class EmptyModule {}
Module({})(EmptyModule);

const { port } = readSettings();
await NestFactory.createApplicationContext(EmptyModule, { logger: false });
createServer((_request, response) => response.end('ok')).listen(port, '127.0.0.1');
