import { Inject } from '@nestjs/common';

export const LOGGER = Symbol('logger');

export const InjectLogger = () => Inject(LOGGER);
