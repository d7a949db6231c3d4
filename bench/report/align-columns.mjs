// @ts-check

/**
 * A table in Markdown, which reads well in a terminal too.
 * @param {readonly (readonly string[])[]} cells the first line is the head
 */
export function alignColumns(cells) {
  const widths = (cells[0] ?? []).map((_, i) => Math.max(...cells.map((line) => line[i]?.length ?? 0)));
  const lines = cells.map((line) => `| ${line.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`);
  lines.splice(1, 0, `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`);
  return lines.join('\n');
}
