import type { Keyring } from '@ins-relay/sealing';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { LineCounter, parseDocument, type Document, type YAMLError } from 'yaml';
import { isMap } from './fields.js';
import { listFlaws } from './list-flaws.js';
import { locateNode } from './locate-node.js';
import { formatPath } from './node-path.js';
import { prepareDocument, type PlacedFlaw } from './prepare-document.js';
import type { Environment } from './substitute-variables.js';

/** Something in a file that is wrong, or looks it. Values of secrets are never repeated. */
export interface FileProblem {
  /** Both from 1. */
  readonly line: number;
  readonly column: number;
  /** `connections[0].clickbank.role`; empty where the file as a whole is meant. */
  readonly path: string;
  readonly problem: string;
  readonly fix: string;
}

/** What a file has to be. */
export interface FileShape<T extends object> {
  readonly declaredAs: new () => T;
  /** How to begin it, for whoever wrote something else: "begin it with `connections:` and a list below". */
  readonly beginning: string;
  /** What is allowed, and yet more likely a mistake than not. */
  readonly listWarnings?: (file: T) => readonly PlacedFlaw[];
  /** Opens secrets that an export sealed; they are refused where there is none. */
  readonly keyring?: Keyring;
}

export type ParsedFile<T> =
  | { readonly ok: true; readonly file: T; readonly warnings: FileProblem[] }
  | { readonly ok: false; readonly problems: FileProblem[]; readonly warnings: FileProblem[] };

/**
 * Reads a file that people write, YAML or JSON. Never throws: it lists all that is wrong, in the order of the file.
 * Where the YAML itself is broken, only that is listed, for the rest could not be read.
 * @param environment where `${NAME}` is looked up
 * @param fileName for the texts of problems that concern the whole file
 */
export function parseDeclaredFile<T extends object>(
  text: string,
  environment: Environment,
  fileName: string,
  shape: FileShape<T>,
): ParsedFile<T> {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    merge: true,
    stringKeys: true,
  });
  const place = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const toProblem = (flaw: PlacedFlaw): FileProblem => ({
    ...place(locateNode(document, flaw.path, flaw.isAboutKey === true ? 'key' : 'value')),
    path: formatPath(flaw.path),
    problem: flaw.problem,
    fix: flaw.fix,
  });
  const describeSyntax = (error: YAMLError): FileProblem => ({
    ...place(error.pos[0]),
    path: '',
    problem: `is not YAML: ${error.message}`,
    fix: 'compare indentation, colons and quotes with the lines around it',
  });
  const warnings = document.warnings.map(describeSyntax);
  if (document.errors.length > 0)
    return { ok: false, problems: document.errors.map(describeSyntax), warnings };

  const { flaws, isReadable } = prepareDocument(document, environment, shape.keyring);
  const unprepared = flaws.map(toProblem);
  if (!isReadable) return { ok: false, problems: unprepared, warnings };
  const read = readFile(document, fileName, shape);
  const problems = mergeProblems(unprepared, read.ok ? [] : read.flaws.map(toProblem));
  if (!read.ok || problems.length > 0) return { ok: false, problems, warnings };
  const { file } = read;
  return { ok: true, file, warnings: [...warnings, ...(shape.listWarnings?.(file) ?? []).map(toProblem)] };
}

type ReadFile<T> =
  { readonly ok: true; readonly file: T } | { readonly ok: false; readonly flaws: readonly PlacedFlaw[] };

function readFile<T extends object>(
  document: Document,
  fileName: string,
  { beginning, declaredAs }: FileShape<T>,
): ReadFile<T> {
  let plain: unknown;
  try {
    plain = document.toJS();
  } catch (error) {
    // Aliases of aliases that multiply without end.
    const why = error instanceof Error ? error.message : String(error);
    return {
      ok: false,
      flaws: [{ problem: `can't be read: ${why}`, fix: 'write it without aliases', path: [] }],
    };
  }
  if (!isMap(plain)) {
    const problem = `${fileName} is ${plain === null ? 'empty' : 'not a map'}`;
    return {
      ok: false,
      flaws: [{ problem, fix: beginning, path: [] }],
    };
  }
  const file = plainToInstance(declaredAs, plain);
  const flaws = listFlaws(validateSync(file, { whitelist: true, forbidNonWhitelisted: true }));
  return flaws.length > 0 ? { ok: false, flaws } : { ok: true, file };
}

/** Sorted by place. A variable that is not set is the only thing to say about its place. */
function mergeProblems(unprepared: readonly FileProblem[], read: readonly FileProblem[]): FileProblem[] {
  const placeOf = (problem: FileProblem) => `${problem.line}:${problem.column}`;
  const taken = new Set(unprepared.map(placeOf));
  const merged = [...unprepared, ...read.filter((problem) => !taken.has(placeOf(problem)))];
  return merged.sort((a, b) => a.line - b.line || a.column - b.column);
}
