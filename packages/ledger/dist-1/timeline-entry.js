/** What says who the customer is was removed; the event can't be mapped again. */ export { };

//# sourceMappingURL=timeline-entry.js.map