/** How a person writes that an event is recorded and not sent. */
export const NONE = 'None';
