import { checkDuplicateMode } from '@ins-relay/operator';
import type { Check, Finding } from './finding.js';

/** Whether RedTrack drops what it is told twice, where it may be asked. */
export const checkDuplicateModes: Check = {
  about: 'duplicate mode',
  look: async ({ config, connections, offerSources }) => {
    const { redtrackApiKey, redtrackApiUrl } = config;
    if (redtrackApiKey === '' || offerSources.size === 0) {
      const fix =
        'set REDTRACK_API_KEY and name offer sources: relay doctor --offer-source <connection>=<id of the offer source>';
      return [{ about: 'duplicate mode', level: 'skipped', text: 'RedTrack was not asked', fix }];
    }
    const found: Finding[] = [];
    for (const [id, offerSourceId] of offerSources) {
      const connection = await connections.get(id);
      if (connection === undefined) {
        found.push({ about: id, level: 'failure', text: 'there is no connection of this name' });
        continue;
      }
      const request = { apiKey: redtrackApiKey, offerSourceId };
      const { findings, verdict } = await checkDuplicateMode(redtrackApiUrl, connection, request);
      const bad = verdict === 'unknown' ? 'warning' : 'failure';
      for (const { fix, ok, text } of findings) {
        found.push({ about: id, level: ok ? 'ok' : bad, text, ...(fix === undefined ? {} : { fix }) });
      }
    }
    return found;
  },
};
