import 'reflect-metadata';
import { Ajv, type ValidateFunction } from 'ajv';
import { targetConstructorToSchema } from 'class-validator-jsonschema';

/** A value that does not have the declared shape. The message names the field, never its value. */
export class ContractError extends Error {
  constructor(
    readonly contract: string,
    readonly problems: readonly string[],
  ) {
    super(`not a ${contract}: ${problems.join('; ')}`);
    this.name = 'ContractError';
  }
}

type ContractClass<T> = new () => T;

// class-validator costs about 100 µs a payload; the same declaration compiled costs less than one.
// Lengths bound sizes, so they count UTF-16 units: to count characters takes longer than all other checks. Ajv calls
// that option deprecated, on stderr.
const ajv = new Ajv({ allErrors: true, strict: false, unicode: false, logger: false });
const compiled = new WeakMap<ContractClass<unknown>, ValidateFunction>();

/**
 * Checks `value` against the class-validator declaration of `contract` and returns it, typed.
 * Fields the declaration does not know are kept: a newer release may have added them.
 * @throws ContractError naming every field that is wrong
 */
export function parseContract<T>(contract: ContractClass<T>, value: unknown): T {
  const validate = compiled.get(contract) ?? compileContract(contract);
  if (validate(value)) return value as T;
  const problems = (validate.errors ?? []).map(
    (error) =>
      `${error.instancePath === '' ? 'it' : error.instancePath.slice(1)} ${error.message ?? 'is wrong'}`,
  );
  throw new ContractError(contract.name, problems);
}

function compileContract(contract: ContractClass<unknown>): ValidateFunction {
  const schema = targetConstructorToSchema(contract);
  const validate = ajv.compile(schema);
  compiled.set(contract, validate);
  return validate;
}
