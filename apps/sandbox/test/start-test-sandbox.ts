import 'reflect-metadata';
import { createSandbox } from '../src/create-sandbox.js';
import { SandboxConfig } from '../src/sandbox-config.js';

export interface TestSandbox {
  readonly url: string;
  call(method: string, path: string, body?: object): Promise<{ status: number; body: unknown }>;
  close(): Promise<void>;
}

/** A sandbox of its own on a free port. */
export async function startTestSandbox(): Promise<TestSandbox> {
  const config = Object.assign(new SandboxConfig(), { sandboxPort: 0, sandboxRetryIntervalMs: 5 });
  const nest = await createSandbox(config);
  await nest.listen({ host: '127.0.0.1', port: 0 });
  const url = await nest.getUrl();
  return {
    url,
    call: async (method, path, body) => {
      const response = await fetch(`${url}${path}`, {
        method,
        headers: body === undefined ? {} : { 'content-type': 'application/json' },
        body: body === undefined ? undefined : JSON.stringify(body),
      });
      const text = await response.text();
      const isJson = response.headers.get('content-type')?.includes('json') ?? false;
      return { status: response.status, body: isJson ? (JSON.parse(text) as unknown) : text };
    },
    close: () => nest.close(),
  };
}
