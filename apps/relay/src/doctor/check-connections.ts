import type { Check, DoctorContext, Finding } from './finding.js';

/** Whether each connection can be read, has been called by ClickBank, and may send. */
export const checkConnections: Check = {
  about: 'connections',
  look: async (context) => {
    const { connections, unreadable } = await context.connections.list();
    if (connections.length === 0 && unreadable.length === 0) {
      const fix = 'declare one: relay apply -f connections.yaml, or in the console';
      return [{ about: 'connections', level: 'warning', text: 'there are none yet', fix }];
    }
    const states = await context.states.read(connections.map(({ id }) => id));
    return [
      ...unreadable.map(({ id, problem }): Finding => {
        const fix = 'does MASTER_KEYS hold the key it was sealed with?';
        return { about: id, level: 'failure', text: `can’t be read: ${problem}`, fix };
      }),
      ...connections.map(({ enabled, id }): Finding => {
        if (!enabled) return { about: id, level: 'ok', text: 'is paused: its events wait' };
        if (states.get(id)?.verifiedAtMs !== undefined) {
          return { about: id, level: 'ok', text: 'was called by ClickBank and could be decrypted' };
        }
        const fix = `paste its INS URL into ClickBank and press Test: relay guide ${id}`;
        return { about: id, level: 'warning', text: 'ClickBank has not called it yet', fix };
      }),
      ...(await findBlocked(context)),
    ];
  },
};

async function findBlocked({ board }: DoctorContext): Promise<Finding[]> {
  return [...(await board.list())].map(([destination, blocked]) => {
    const about = new URL(destination).host;
    const fix = `relay destinations resume ${about}`;
    if (blocked.state === 'paused') {
      return { about, level: 'warning', text: `is paused by ${blocked.by}; its postbacks wait`, fix };
    }
    return { about, level: 'failure', text: `is left alone after failures (${blocked.reason})`, fix };
  });
}
