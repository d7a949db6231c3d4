// @ts-check
import { ScriptError } from './step.mjs';

/**
 * Sends one order through the stand-in ClickBank.
 * @param {import('../../packages/testkit/src/index.js').LocalStack} stack
 * @param {Record<string, unknown>} order
 * @returns {Promise<import('./demo-orders.mjs').Sent>}
 */
export async function sendOrder(stack, order) {
  const response = await fetch(`${stack.sandboxUrl}/clickbank/send`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(order),
  });
  if (!response.ok) throw new ScriptError(`The sandbox refused an order: ${await response.text()}`);
  return /** @type {Promise<import('./demo-orders.mjs').Sent>} */ (response.json());
}
