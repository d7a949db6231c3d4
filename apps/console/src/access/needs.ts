import { SetMetadata, type CustomDecorator } from '@nestjs/common';
import type { Role } from '@ins-relay/access';

/** `anybody` need not be signed in. */
export type Need = Role | 'anybody';

export const NEED = 'need';

/** Who may call a route. One without it is closed to all. */
export function Needs(need: Need): CustomDecorator {
  return SetMetadata(NEED, need);
}
