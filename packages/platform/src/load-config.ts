import { getMetadataStorage, validateSync } from 'class-validator';

/** Every problem of a configuration at once, each with the variable's name; values of secrets are not repeated. */
export class ConfigError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`The configuration can't be used:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

type ConfigClass<T> = new () => T;
type Environment = Readonly<Record<string, string | undefined>>;

const secretFields = new WeakMap<object, Set<string>>();

/** Marks a field of a config class whose value must never be printed. */
export function Secret(): PropertyDecorator {
  return (target, field) => {
    const fields = secretFields.get(target) ?? new Set<string>();
    secretFields.set(target, fields.add(String(field)));
  };
}

/**
 * Fills a class-validator class from environment variables: the field `redisUrl` is read from `REDIS_URL`,
 * converted to the type of the field's default (text where it has none); a variable that is unset or empty
 * leaves the default.
 * @throws ConfigError listing all that is wrong
 */
export function loadConfig<T extends object>(configClass: ConfigClass<T>, environment: Environment): T {
  const config = new configClass();
  const problems: string[] = [];
  for (const field of listFields(configClass)) {
    const variable = toVariableName(field);
    const text = environment[variable]?.trim();
    if (text === undefined || text === '') continue;
    const type = typeof (config as Record<string, unknown>)[field];
    const value = convert(text, type);
    if (value === undefined)
      problems.push(`${variable} must be ${type === 'number' ? 'a number' : 'true or false'}`);
    else Object.assign(config, { [field]: value });
  }
  for (const error of validateSync(config, { forbidUnknownValues: false })) {
    const why = Object.values(error.constraints ?? {}).map((message) =>
      message.replace(`${error.property} `, ''),
    );
    problems.push(`${toVariableName(error.property)} ${why.join(', ')}`);
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return config;
}

/** The configuration as it may be logged: secrets as `set` or `unset`. */
export function summarizeConfig(config: object): Record<string, unknown> {
  const summary: Record<string, unknown> = {};
  for (const field of listFields(config.constructor as ConfigClass<object>)) {
    const value = (config as Record<string, unknown>)[field];
    summary[field] = isSecret(config, field) ? (value ? 'set' : 'unset') : value;
  }
  return summary;
}

function isSecret(config: object, field: string): boolean {
  for (
    let level: unknown = config;
    level !== null && typeof level === 'object';
    level = Object.getPrototypeOf(level)
  ) {
    if (secretFields.get(level)?.has(field)) return true;
  }
  return false;
}

function listFields(configClass: ConfigClass<object>): string[] {
  const metadata = getMetadataStorage().getTargetValidationMetadatas(configClass, '', true, false);
  return [...new Set(metadata.map((entry) => entry.propertyName))];
}

function toVariableName(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
}

function convert(text: string, type: string): unknown {
  if (type === 'number') return Number.isFinite(Number(text)) ? Number(text) : undefined;
  if (type !== 'boolean') return text;
  if (/^(true|1|yes|on)$/i.test(text)) return true;
  return /^(false|0|no|off)$/i.test(text) ? false : undefined;
}
