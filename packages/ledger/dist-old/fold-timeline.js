/** Tells an event from its timeline; the only place that knows how entries add up to an outcome. */ export function foldTimeline(eventId, entries) {
    const event = {
        eventId,
        connectionId: '',
        receivedAtMs: 0,
        updatedAtMs: 0,
        outcome: 'pending',
        postbacks: [],
        generation: 0,
        isHeld: false,
        isApproved: false,
        isErased: false
    };
    for (const entry of entries){
        applyEntry(event, entry);
        event.updatedAtMs = Math.max(event.updatedAtMs, entry.atMs);
    }
    return event;
}
function applyEntry(event, entry) {
    switch(entry.type){
        case 'received':
            {
                const { connectionId, verification, kind, transactionType, version, receipt, parentReceipt } = entry;
                // A reverified call has a second one, which tells what the first could not.
                Object.assign(event, {
                    connectionId,
                    verification,
                    kind,
                    transactionType,
                    version,
                    receipt,
                    parentReceipt
                });
                if (event.receivedAtMs === 0) event.receivedAtMs = entry.atMs;
                return;
            }
        case 'duplicate':
            event.duplicateOf = entry.ofEventId;
            return;
        case 'waiting':
            reopen(event);
            event.waitingUntilMs = entry.untilMs;
            return;
        case 'held':
            reopen(event);
            event.isHeld = true;
            event.cause = entry.rule === undefined ? 'connection-paused' : 'rule-held';
            event.detail = entry.rule === undefined ? undefined : `rule ${entry.rule}: ${entry.reason}`;
            return;
        case 'requeued':
            reopen(event);
            event.generation = entry.generation;
            event.postbacks = [];
            if (entry.source === 'approve') event.isApproved = true;
            return;
        case 'assigned':
            event.assignedClickId = entry.clickId;
            return;
        case 'mapped':
            reopen(event);
            event.generation = entry.generation;
            event.matchedBy = entry.matchedBy;
            event.clickId = entry.clickId;
            event.clickIdSource = entry.clickIdSource;
            event.postbacks = entry.postbacks.map((postback)=>({
                    ...postback,
                    outcome: 'pending',
                    attempts: 0
                }));
            return;
        case 'blocked':
            if (entry.generation !== event.generation || event.outcome !== 'pending') return;
            event.cause = 'destination-blocked';
            event.detail = `${entry.destination}: ${entry.reason}`;
            return;
        case 'attempt':
            {
                const postback = findPostback(event, entry);
                if (postback === undefined) return;
                if (event.cause === 'destination-blocked') {
                    event.cause = undefined;
                    event.detail = undefined;
                }
                postback.attempts += 1;
                postback.lastStatus = entry.status;
                postback.lastError = entry.error;
                postback.nextAttemptAtMs = entry.nextAtMs;
                return;
            }
        case 'postback-settled':
            {
                const postback = findPostback(event, entry);
                if (postback === undefined) return;
                postback.outcome = entry.outcome;
                postback.cause = entry.cause;
                postback.nextAttemptAtMs = undefined;
                settleFromPostbacks(event);
                return;
            }
        case 'erased':
            event.isErased = true;
            if (event.outcome !== 'pending') return;
            reopen(event);
            event.outcome = 'ignored';
            event.cause = 'customer-erased';
            return;
        case 'settled':
            reopen(event);
            event.outcome = entry.outcome;
            event.cause = entry.cause;
            event.detail = entry.detail;
            return;
    }
}
function reopen(event) {
    event.outcome = 'pending';
    event.cause = undefined;
    event.detail = undefined;
    event.waitingUntilMs = undefined;
    event.isHeld = false;
}
/** A late answer to a postback of an earlier run says nothing about the latest one. */ function findPostback(event, entry) {
    if (entry.generation !== event.generation) return undefined;
    return event.postbacks.find((postback)=>postback.ordinal === entry.ordinal);
}
function settleFromPostbacks(event) {
    if (event.postbacks.some((postback)=>postback.outcome === 'pending')) return;
    const failed = event.postbacks.find((postback)=>postback.outcome === 'failed');
    event.outcome = failed === undefined ? 'delivered' : 'failed';
    event.cause = failed?.cause;
}

//# sourceMappingURL=fold-timeline.js.map