const PLAIN = /^(?:ok|success|1|\{"status": ?(?:"ok"|"success"|1|200)\})?$/i;

/** Whether the body of an answer says no more than its status does; then it can hold nothing of a customer either. */
export function isPlainAcknowledgement(body: string): boolean {
  return PLAIN.test(body.trim());
}
