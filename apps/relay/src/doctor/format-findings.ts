import type { Finding } from './finding.js';

const SIGNS: Readonly<Record<Finding['level'], string>> = {
  ok: '✓',
  warning: '!',
  failure: '✗',
  skipped: '-',
};

/** For people: a line each, what to do below it, and how many there are of each. */
export function formatFindings(findings: readonly Finding[]): string {
  const width = Math.max(0, ...findings.map(({ about }) => about.length));
  const lines = findings.flatMap(({ about, fix, level, text }) => [
    `${SIGNS[level]} ${about.padEnd(width)}  ${text}`,
    ...(fix === undefined ? [] : [`  ${' '.repeat(width)}  → ${fix}`]),
  ]);
  return [...lines, '', summarize(findings)].join('\n');
}

function summarize(findings: readonly Finding[]): string {
  const count = (level: Finding['level']) => findings.filter((finding) => finding.level === level).length;
  const [failures, warnings] = [count('failure'), count('warning')];
  if (failures + warnings === 0) return 'All is well.';
  const say = (number: number, word: string) => `${number} ${word}${number === 1 ? '' : 's'}`;
  return `${say(failures, 'failure')}, ${say(warnings, 'warning')}.`;
}
