/**
 * What a sealed secret belongs to: it opens in its own field of its own connection only.
 * @param field as `replaceSecrets` names it
 */
export function describeSecretPlace(connectionId: string, field: string): string {
  return `connection ${connectionId} ${field}`;
}
