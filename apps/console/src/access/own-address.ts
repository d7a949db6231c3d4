import type { FastifyRequest } from 'fastify';

/** Under which address the console is reached. */
export class OwnAddress {
  /** @param publicUrl as configured; empty: as each call says */
  constructor(private readonly publicUrl: string) {}

  readOrigin(request: FastifyRequest): string {
    return this.publicUrl === '' ? `${request.protocol}://${request.host}` : new URL(this.publicUrl).origin;
  }

  isSecure(request: FastifyRequest): boolean {
    return this.readOrigin(request).startsWith('https:');
  }
}
