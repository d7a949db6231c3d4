// @ts-check

/**
 * The built testkit; only there after the build.
 * @returns {Promise<typeof import('../../packages/testkit/src/index.js')>}
 */
export function loadTestkit() {
  return import(String(new URL('../../packages/testkit/dist/index.js', import.meta.url)));
}
