import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { findRepositoryRoot } from '@ins-relay/testkit';
import { createProgram } from './create-program.js';

const root = findRepositoryRoot(__dirname);
const PAGES = [
  'README.md',
  'apps/relay/README.md',
  ...readdirSync(join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];
const program = createProgram(async () => undefined, {});

/** `relay …` in code: a line of a block, or between backticks. */
function listCommands(text: string): string[] {
  return [...text.matchAll(/(?:^|`)relay ([^`\n#]+)/gm)].map(([, command = '']) => command.trim());
}

/** The sources say what to type, too: `relay connections show`. */
function listSources(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !name.includes('.test.'))
    .map((name) => readFileSync(join(root, folder, name), 'utf8'));
}

const findCommand = (parent: Command, name: string | undefined) =>
  parent.commands.find((command) => command.name() === name);

/** @returns what is wrong with it */
function judge(written: string): string | undefined {
  const [name = '', second = '', ...rest] = written.split(/\s+/);
  const command = findCommand(program, name);
  if (command === undefined) return `there is no relay ${name}`;
  const subcommands = second.split('|').map((one) => findCommand(command, one.replace(/;$/, '')));
  if (command.commands.length > 0 && !/^[…<-]|^$/.test(second) && subcommands.includes(undefined)) {
    return `there is no relay ${name} ${second}`;
  }
  const [inner = command] = command.commands.length > 0 ? subcommands : [];
  const known = new Set([...(inner?.options ?? [])].flatMap(({ long, short }) => [long, short]));
  const flags =
    [second, ...rest]
      .join(' ')
      .split(/[;|]|\]\s+relay /)[0]
      ?.match(/(?<=^|[\s[])--?[a-z][\w-]*/g) ?? [];
  const unknown = flags.find((flag) => !known.has(flag) && flag !== '--help');
  return unknown === undefined ? undefined : `relay ${written}: no ${unknown}`;
}

test.each(PAGES)('%s names only commands and options that there are', (page) => {
  const commands = listCommands(readFileSync(join(root, page), 'utf8'));
  expect(commands.flatMap((command) => judge(command) ?? [])).toEqual([]);
});

test('pages name most of the commands', () => {
  const named = new Set(
    PAGES.flatMap((page) => listCommands(readFileSync(join(root, page), 'utf8'))).map(
      (text) => text.split(' ')[0],
    ),
  );
  expect(program.commands.map((command) => command.name()).filter((name) => !named.has(name))).toEqual([]);
});

test('texts of the sources name only subcommands that there are', () => {
  const groups = program.commands.filter((command) => command.commands.length > 0);
  const GROUP = new RegExp(`\\brelay (${groups.map((group) => group.name()).join('|')}) ([a-z-]+)`, 'g');
  const written = ['apps', 'packages'].flatMap((folder) =>
    readdirSync(join(root, folder)).flatMap((name) => listSources(`${folder}/${name}/src`)),
  );
  const found = written.flatMap((text) => [...text.matchAll(GROUP)]);
  expect(found.length).toBeGreaterThan(0);
  expect(
    found.flatMap(([all, group, name]) => {
      const command = findCommand(program, group);
      return command !== undefined && findCommand(command, name) !== undefined ? [] : [all];
    }),
  ).toEqual([]);
});
