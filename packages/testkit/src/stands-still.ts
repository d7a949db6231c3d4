import { existsSync, readdirSync, readFileSync } from 'node:fs';

/**
 * Whether every thread of a paused process stands still: one whose turn has not come since goes on after the signal was
 * sent. Where there is no /proc nobody can tell, and it is believed.
 * @throws Error where the process is gone
 */
export function standsStill(pid: number): boolean {
  if (!existsSync('/proc/self/stat')) return true;
  const threads = `/proc/${pid}/task`;
  // The state follows the name, which may hold whatever it likes.
  return readdirSync(threads).every((id) =>
    /\) T [^)]*$/.test(readFileSync(`${threads}/${id}/stat`, 'utf8')),
  );
}
