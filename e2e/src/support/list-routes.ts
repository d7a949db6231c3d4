import type { Page } from 'playwright-core';

export interface Route {
  readonly method: string;
  /** As documented: `/api/events/{id}`. */
  readonly template: string;
  /** With something in the place of each parameter. */
  readonly path: string;
}

/** Every route that the console's API describes. */
export async function listRoutes(page: Page, url: string): Promise<Route[]> {
  const response = await page.request.get(`${url}/api/openapi.json`);
  const { paths } = (await response.json()) as { paths: Record<string, Record<string, unknown>> };
  return Object.entries(paths).flatMap(([template, methods]) =>
    Object.keys(methods).map((method) => ({
      method: method.toUpperCase(),
      template,
      path: template.replace(/\{\w+\}/g, 'unknown'),
    })),
  );
}
