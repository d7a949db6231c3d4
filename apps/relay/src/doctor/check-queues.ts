import type { Check, DoctorContext, Finding } from './finding.js';

const AGE_MS_MAX = 120_000;

/** Whether what was accepted moves on. */
export const checkQueues: Check = {
  about: 'queues',
  look: async (context) => [
    await checkQueue('notifications', 'mapper', context.mapQueue, context),
    await checkQueue('postbacks', 'dispatcher', context.deliverQueue, context),
  ],
};

async function checkQueue(
  about: string,
  app: string,
  queue: Pick<DoctorContext['mapQueue'], 'count' | 'readOldestWaitingAgeMs'>,
  { readNowMs }: DoctorContext,
): Promise<Finding> {
  const [counts, ageMs] = await Promise.all([queue.count(), queue.readOldestWaitingAgeMs(readNowMs())]);
  if (ageMs > AGE_MS_MAX) {
    const text = `${counts.waiting} wait, the oldest for ${Math.round(ageMs / 60_000)} minutes`;
    return { about, level: 'failure', text, fix: `is there a ${app} that runs, and is there one too few?` };
  }
  if (counts.failed > 0) {
    const text = `${counts.failed} were given up and are kept`;
    return {
      about,
      level: 'warning',
      text,
      fix: 'relay events --outcome failed tells which; relay replay sends them',
    };
  }
  const later = counts.delayed === 0 ? '' : `, ${counts.delayed} later`;
  return { about, level: 'ok', text: `${counts.waiting} wait, ${counts.active} under way${later}` };
}
