import { Text, Tooltip } from '@mantine/core';
import { useEffect, useState, type ReactNode } from 'react';
import { formatExactTime, formatRelativeTime } from './format-time.js';

const TICK_MS = 5_000;

/** `3 min ago`, with the exact local time and UTC on hover. */
export function RelativeTime({ atMs }: { atMs: number }): ReactNode {
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => {
      if (!document.hidden) setNowMs(Date.now());
    }, TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return (
    <Tooltip label={formatExactTime(atMs)} openDelay={200}>
      <Text component="time" dateTime={new Date(atMs).toISOString()} inherit style={{ whiteSpace: 'nowrap' }}>
        {formatRelativeTime(atMs, Math.max(nowMs, Date.now() - TICK_MS))}
      </Text>
    </Tooltip>
  );
}
