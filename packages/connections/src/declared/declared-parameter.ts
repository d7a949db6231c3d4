import { compileTemplate } from '@ins-relay/mapping';
import { checkParameterName } from '@ins-relay/redtrack';
import { Text, type TextCheck } from './fields.js';

const checkName: TextCheck = (name) => {
  const checked = checkParameterName(name);
  return checked.ok
    ? undefined
    : { problem: checked.problem, fix: 'choose another name, the same as in RedTrack' };
};

const checkTemplate: TextCheck = (text) => {
  const compiled = compileTemplate(text);
  return compiled.ok
    ? undefined
    : { problem: compiled.problem, fix: 'write text with {field} in it, such as {customer.email}' };
};

/** A query parameter that every postback of a connection carries. */
export class DeclaredParameter {
  @Text(64, checkName) name!: string;
  /** RedTrack's role for it; for the set-up guide only. */
  @Text(64, undefined, 'nullable') role: string | null = null;
  @Text(500, checkTemplate) value!: string;
}

/** The additional parameters of the guide. */
export function createDefaultParameters(): DeclaredParameter[] {
  const parameters = [
    { name: 'eventid', role: 'Event ID', value: '{receipt}' },
    { name: 'product', role: 'Content Name', value: '{lineItems.0.productTitle}' },
    { name: 'email', role: 'Email', value: '{customer.email}' },
    { name: 'zip', role: 'Zip Code', value: '{customer.zip}' },
  ];
  return parameters.map((fields) => Object.assign(new DeclaredParameter(), fields));
}
