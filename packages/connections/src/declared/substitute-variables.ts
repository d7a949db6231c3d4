import type { Flaw } from './checked-by.js';

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Replaces every `${NAME}` of a text by the value of the environment variable; `$${` stands for `${` itself.
 * What it puts in is not looked at again. Values are never part of a flaw.
 */
export function substituteVariables(
  text: string,
  environment: Environment,
): { readonly text: string; readonly flaws: readonly Flaw[] } {
  const flaws: Flaw[] = [];
  const substituted = text.replace(
    /\$\$\{|\$\{([^}]*)(\}?)/g,
    (written, name: string | undefined, end: string) => {
      if (name === undefined) return '${';
      if (end === '' || !/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) {
        flaws.push({
          problem: 'has a ${ that no name of an environment variable and } follow',
          fix: 'write ${NAME}, or $${ for the characters themselves',
        });
        return written;
      }
      const value = Object.hasOwn(environment, name) ? environment[name] : undefined;
      if (value === undefined || value.trim() === '') {
        flaws.push({
          problem: `needs the environment variable ${name}, which is ${value === undefined ? 'not set' : 'empty'}`,
          fix: `set it: export ${name}=…  (or write $\${ for the characters themselves)`,
        });
        return written;
      }
      return value;
    },
  );
  return { text: substituted, flaws };
}

/** Makes a text come out of `substituteVariables` as it is. */
export function escapeVariables(text: string): string {
  return text.replaceAll('${', () => '$${');
}
