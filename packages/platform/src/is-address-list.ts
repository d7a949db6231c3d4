import ipaddr from 'ipaddr.js';
import { ValidatorConstraint, type ValidatorConstraintInterface } from 'class-validator';

/** IP addresses and CIDR ranges, separated by commas; empty is none. */
@ValidatorConstraint({ name: 'isAddressList' })
export class IsAddressList implements ValidatorConstraintInterface {
  validate(value: unknown): boolean {
    return typeof value === 'string' && splitAddressList(value).every(isAddress);
  }

  defaultMessage(): string {
    return '$property must list IP addresses or ranges, separated by commas, such as 10.0.0.0/8';
  }
}

export function splitAddressList(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function isAddress(text: string): boolean {
  return text.includes('/') ? ipaddr.isValidCIDR(text) : ipaddr.isValid(text);
}
