import {
  escapeVariables,
  generateIngestKey,
  parseConnectionsFile,
  resolveConnection,
  type FileProblem,
} from '@ins-relay/connections/declared';
import type { Problem } from '@ins-relay/console-contract';
import type { Connection } from '@ins-relay/contracts';

export type ReadDraft =
  | { readonly ok: true; readonly connection: Connection; readonly warnings: readonly Problem[] }
  | { readonly ok: false; readonly problems: readonly Problem[]; readonly warnings: readonly Problem[] };

type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads a draft by the very rules that connections.yaml is read by. Secrets that it leaves out stay as they are stored.
 * @param draft whatever was sent
 * @param existing undefined for a new connection
 */
export function draftToConnection(
  draft: unknown,
  existing: Connection | undefined,
  nowMs: number,
): ReadDraft {
  const text = JSON.stringify({ connections: [keepSecrets(draft, existing)] }, (_, value: unknown) =>
    // What a person typed into a form is meant as it is.
    typeof value === 'string' ? escapeVariables(value) : value,
  );
  const parsed = parseConnectionsFile(text, {}, 'the form');
  const warnings = parsed.warnings.map(toProblem);
  const [declared] = parsed.ok ? parsed.connections : [];
  if (!parsed.ok) return { ok: false, problems: parsed.problems.map(toProblem), warnings };
  if (declared === undefined) return { ok: false, problems: [], warnings };
  return { ok: true, connection: resolveConnection(declared, existing, generateIngestKey, nowMs), warnings };
}

function keepSecrets(draft: unknown, existing: Connection | undefined): unknown {
  if (!isFields(draft)) return draft;
  const { clickbank, redtrack } = draft;
  return {
    ...draft,
    ...(isFields(clickbank)
      ? { clickbank: { ...clickbank, secretKey: clickbank['secretKey'] ?? existing?.clickbank.secretKey } }
      : {}),
    ...(isFields(redtrack)
      ? { redtrack: { ...redtrack, postbackToken: readToken(redtrack, existing) } }
      : {}),
  };
}

function readToken({ postbackToken }: Fields, existing: Connection | undefined): unknown {
  if (postbackToken === '') return null;
  return postbackToken ?? existing?.redtrack.postbackToken ?? null;
}

/** Paths within the one connection of the form. */
function toProblem({ fix, path, problem }: FileProblem): Problem {
  return { path: path.replace(/^connections(\[0\])?\.?/, ''), problem, fix };
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
