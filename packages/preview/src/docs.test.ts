import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../../..');
const EXAMPLE = /<!-- golden (\S+) -->\s*```\n([^`]*)```/g;

const examples = readdirSync(join(root, 'docs'))
  .filter((page) => page.endsWith('.md'))
  .flatMap((page) =>
    [...readFileSync(join(root, 'docs', page), 'utf8').matchAll(EXAMPLE)].map(
      ([, file = '', text = '']) => [page, file, text] as const,
    ),
  );

test('pages have examples', () => {
  expect(examples.length).toBeGreaterThan(0);
});

test.each(examples)('%s shows what %s says', (_page, file, text) => {
  const { postbacks = [] } = JSON.parse(readFileSync(join(root, file), 'utf8')) as { postbacks?: string[] };
  expect(text.trim().split('\n')).toEqual(postbacks);
});
