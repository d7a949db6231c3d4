import type { Rule } from '@ins-relay/contracts';
import { resolveRule } from '../resolve-rule.js';
import { checkRules, DeclaredRule } from './declared-rule.js';
import { ListOf } from './fields.js';
import { parseDeclaredFile, type FileProblem } from './parse-declared-file.js';
import type { Environment } from './substitute-variables.js';

class DeclaredRulesFile {
  @ListOf(() => DeclaredRule, checkRules) rules!: DeclaredRule[];
}

export type ParsedRulesFile =
  { readonly ok: true; readonly rules: Rule[] } | { readonly ok: false; readonly problems: FileProblem[] };

/** Reads a file with `rules:` alone, as they stand in a connection; see `parseDeclaredFile`. */
export function parseRulesFile(text: string, environment: Environment, fileName: string): ParsedRulesFile {
  const parsed = parseDeclaredFile(text, environment, fileName, {
    declaredAs: DeclaredRulesFile,
    beginning: 'begin it with `rules:` and a list below',
  });
  return parsed.ok ? { ok: true, rules: parsed.file.rules.map(resolveRule) } : parsed;
}
