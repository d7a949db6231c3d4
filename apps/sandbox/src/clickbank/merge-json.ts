export type JsonValue = string | number | boolean | null | JsonValue[] | JsonObject;

/** Keys whose value is undefined are left out when it is written, as ClickBank leaves out what is empty. */
export interface JsonObject {
  [key: string]: JsonValue | undefined;
}

/**
 * Merges `changes` into a copy of `base`, object by object; anything else is replaced, and null removes a key.
 */
export function mergeJson(base: JsonObject, changes: JsonObject): JsonObject {
  const merged: JsonObject = { ...base };
  for (const [key, change] of Object.entries(changes)) {
    const before = merged[key];
    if (change === null) delete merged[key];
    else merged[key] = isObject(before) && isObject(change) ? mergeJson(before, change) : change;
  }
  return merged;
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
