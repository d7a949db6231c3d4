import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { FastifyAdapter } from '@bull-board/fastify';
import type { FastifyInstance } from 'fastify';
import { identify } from '../access/identify.js';
import type { ConsoleContext } from '../console-context.js';

const PATH = '/queues';
/** bull-board has scripts of its own within the page. */
const POLICY =
  "default-src 'self'; style-src 'self' 'unsafe-inline' https://fonts.googleapis.com; script-src 'self' 'unsafe-inline'; " +
  "img-src 'self' data:; font-src 'self' data: https://fonts.gstatic.com; frame-ancestors 'none'";

/** bull-board, for looking only, behind the console's sign-in. What jobs carry is sealed. */
export async function mountQueueBoard(fastify: FastifyInstance, context: ConsoleContext): Promise<void> {
  const board = new FastifyAdapter();
  const { deliverQueue, mapQueue } = context.storage;
  createBullBoard({
    queues: [mapQueue, deliverQueue]
      .flatMap(({ bullQueues }) => bullQueues)
      .map((queue) => new BullMQAdapter(queue, { readOnlyMode: true })),
    serverAdapter: board,
    options: { uiConfig: { boardTitle: 'INS Relay', hideRedisDetails: true } },
  });
  board.setBasePath(PATH);
  await fastify.register(async (instance) => {
    instance.addHook('onRequest', async (request, reply) => {
      const isSecure = context.address.isSecure(request);
      const actor = await identify(context, request, isSecure, Date.now());
      if (actor === undefined || actor.mustChangePassword) {
        return reply.redirect(`/sign-in?to=${encodeURIComponent(PATH)}`);
      }
      if (request.method !== 'GET')
        return reply.status(403).send({ message: 'bull-board is for looking only.' });
      void reply.header('content-security-policy', POLICY);
    });
    await instance.register(board.registerPlugin() as never, { prefix: PATH } as never);
  });
}
