import { randomBytes } from 'node:crypto';
import { createEventId, isEventId, pickEventId } from '@ins-relay/contracts';
/**
 * Makes a job visible that could not be run: quarantined, under its event's id. A job so broken that it does not
 * tell its event gets an id of its own. The job itself stays in the queue's failed set.
 */ export async function recordBrokenJob(reader, writer, job, nowMs) {
    const fields = typeof job.raw === 'object' && job.raw !== null ? job.raw : {};
    const idInJob = pickEventId(job.jobId);
    const eventId = isEventId(idInJob) ? idInJob : createEventId(nowMs, randomBytes(11));
    const connectionId = typeof fields['connectionId'] === 'string' ? fields['connectionId'] : '(unknown)';
    const isKnown = await reader.read(eventId) !== undefined;
    const received = {
        type: 'received',
        atMs: nowMs,
        connectionId,
        source: 'ins'
    };
    const settled = {
        type: 'settled',
        atMs: nowMs,
        outcome: 'quarantined',
        cause: job.cause,
        detail: job.problem.slice(0, 300)
    };
    await writer.append(eventId, isKnown ? [
        settled
    ] : [
        received,
        settled
    ]);
}

//# sourceMappingURL=record-broken-job.js.map