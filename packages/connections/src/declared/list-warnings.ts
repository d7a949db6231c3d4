import type { DeclaredConnection } from './declared-connection.js';
import type { PlacedFlaw } from './prepare-document.js';

/** What is allowed, and yet more likely a mistake than not. */
export function listWarnings(connections: readonly DeclaredConnection[]): PlacedFlaw[] {
  return connections.flatMap(({ clickbank }, i) => {
    const warnings: PlacedFlaw[] = [];
    const warn = (field: string, problem: string, fix: string) =>
      warnings.push({ problem, fix, path: ['connections', i, 'clickbank', field] });
    if (!/^[A-Z0-9]{1,16}$/.test(clickbank.secretKey)) {
      const problem = 'is not what ClickBank’s secret keys look like: 16 capitals and digits at most';
      warn('secretKey', problem, 'compare it with My Site → Advanced Tools; very old keys may differ');
    }
    if (clickbank.account.length < 3 || clickbank.account.length > 10) {
      const problem = 'is not as long as ClickBank’s nicknames are, 3 to 10 characters';
      warn('account', problem, 'compare it with the nickname at the top of your ClickBank account');
    }
    if (typeof clickbank.ingestKey === 'string' && clickbank.ingestKey.length < 16) {
      warn('ingestKey', 'is short enough to be guessed', 'remove the line to have one generated');
    }
    return warnings;
  });
}
