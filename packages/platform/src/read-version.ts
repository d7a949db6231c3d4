import { readFileSync } from 'node:fs';

/**
 * The version of an app.
 * @param mainUrl `import.meta.url` of its main file, which lies one folder below its package.json
 */
export function readVersion(mainUrl: string): string {
  const text = readFileSync(new URL('../package.json', mainUrl), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
