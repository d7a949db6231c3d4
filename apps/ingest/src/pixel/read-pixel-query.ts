/** Several times what the S2S URL with every macro filled in has. */
const CHARACTERS_MAX = 4_096;

/**
 * The query of a hit. Fastify's own parser would do, but for two things: of a longer query only the parameters that
 * come whole within the first 4 kB are read, and a name that repeats is no list.
 * @param url the path and what follows it
 */
export function readPixelQuery(url: string): URLSearchParams {
  const at = url.indexOf('?');
  const query = at === -1 ? '' : url.slice(at + 1);
  if (query.length <= CHARACTERS_MAX) return new URLSearchParams(query);
  // A value that is cut would be another click id.
  return new URLSearchParams(query.slice(0, query.lastIndexOf('&', CHARACTERS_MAX) + 1));
}
