import { EVENT_KINDS, type Connection, type EventMatch } from '@ins-relay/contracts';
import type { GuideFacts } from './guide-facts.js';
import type { GuideInput } from './guide-input.js';
import type { GuideStep, GuideValue } from './guide-step.js';
import { buildHoplinkStep, buildPixelStep } from './traffic-steps.js';

/**
 * The ten steps that join a ClickBank account to RedTrack, with this connection's own values, and what of them is
 * seen to work. The INS URL is a secret: it ends with the ingest key.
 */
export function buildGuide(input: GuideInput): GuideStep[] {
  return [
    buildOfferSourceStep(input),
    buildConversionTypesStep(input),
    buildDuplicateModeStep(),
    buildProtectionStep(input),
    buildMatchingStep(input),
    buildSecretKeyStep(input),
    buildInsUrlStep(input),
    buildPixelStep(input),
    buildHoplinkStep(input),
    buildFirstEventStep(input),
  ];
}

function buildOfferSourceStep({ connection }: GuideInput): GuideStep {
  return {
    title: 'Add ClickBank as an offer source',
    where: 'RedTrack → Offer sources → New → from template → ClickBank',
    text: 'The template brings these additional parameters; add what it lacks, with exactly these names and roles.',
    values: connection.parameters.map(({ name, role }) => ({
      label: `${name}={r}`,
      value: role === null ? 'no role' : `role ${role}`,
    })),
    status: 'unseen',
  };
}

function buildConversionTypesStep({ connection }: GuideInput): GuideStep {
  const types = new Set(listMatches(connection).map(({ type }) => type));
  return {
    title: 'Create the conversion types',
    where: 'RedTrack → Tools → Conversion tracking → Conversion type',
    text: 'Upper and lower case count. RedTrack books a type that it does not know as revenue in the default column.',
    values: [...types].sort().map((type) => ({ label: 'type', value: type })),
    status: 'unseen',
  };
}

function buildDuplicateModeStep(): GuideStep {
  return {
    title: 'Choose the duplicate mode',
    where: 'RedTrack → the conversion types above (or the offer source) → Duplicate postback mode',
    text:
      'Every postback carries a rdtk_event_id that stays the same when it is sent again. Only this mode looks at it; ' +
      'others drop rebills and second upsells, or count a retry twice.',
    values: [{ label: 'mode', value: 'Ignore duplicate postbacks by event id' }],
    status: 'unseen',
  };
}

function buildProtectionStep({ connection, facts }: GuideInput): GuideStep {
  const { currency, postbackToken, trackingDomain } = connection.redtrack;
  return {
    title: 'Let our postbacks in',
    where: 'RedTrack → the offer source → Postback protection, IP allow list, currency',
    text: 'If an IP allow list is on, the address from which this relay reaches the internet has to be in it: RedTrack answers 200 and drops the rest.',
    values: [
      { label: 'postbacks go to', value: `${trackingDomain}/postback` },
      { label: 'postback token', value: postbackToken === null ? 'none (protection is off)' : 'set' },
      { label: 'currency', value: currency ?? 'not sent' },
    ],
    ...(facts.delivered > 0
      ? ({ status: 'verified', note: 'RedTrack answers our postbacks.' } as const)
      : ({ status: 'open', note: 'No postback was delivered yet.' } as const)),
  };
}

function buildMatchingStep({ connection }: GuideInput): GuideStep {
  return {
    title: 'Look over the event matching',
    where: 'here: relay apply -f connections.yaml',
    text: 'What each ClickBank event becomes. Initiate Checkout stays None while the pixel reports it to RedTrack directly.',
    values: EVENT_KINDS.flatMap((kind): GuideValue[] => {
      const match = connection.events[kind];
      return match === undefined ? [] : [{ label: kind, value: describeMatch(match) }];
    }),
    status: 'unseen',
    ...(connection.rules.length === 0
      ? {}
      : { note: `${connection.rules.length} rules decide first; relay rules test tries them.` }),
  };
}

function buildSecretKeyStep({ connection, facts }: GuideInput): GuideStep {
  const { secretKey } = connection.clickbank;
  return {
    title: 'Compare the secret key',
    where: 'ClickBank → Vendor settings → My site → Advanced tools → Secret key',
    text: 'Up to 16 capitals and digits, one for the whole account. With another one here, nothing can be decrypted, though ClickBank shows the URL as verified.',
    values: [
      { label: 'here', value: `${'•'.repeat(Math.max(0, secretKey.length - 2))}${secretKey.slice(-2)}` },
    ],
    ...describeVerification(facts),
  };
}

function buildInsUrlStep({ connection, facts, publicBaseUrl }: GuideInput): GuideStep {
  const { ingestKey } = connection.clickbank;
  return {
    title: 'Paste the INS URL and press Test',
    where: 'ClickBank → Vendor settings → My site → Advanced tools → Instant notification URL',
    text: 'Version 8.0 (or 7.0, 6.0). The URL ends with the key: add no parameters, and remove those that ClickBank may have added.',
    values: [{ label: 'INS URL', value: `${publicBaseUrl}/ins/${connection.id}?key=${ingestKey}` }],
    ...describeVerification(facts),
  };
}

function buildFirstEventStep({ connection, facts }: GuideInput): GuideStep {
  const at = facts.deliveredAtMs;
  return {
    title: 'See the first event arrive',
    where: 'here: relay events --follow',
    text: 'A purchase with ClickBank’s test card shows the way up to the event matching; a genuine one, or one of the sandbox, goes all the way to RedTrack.',
    values: [{ label: 'watch', value: `relay events --connection ${connection.id} --follow` }],
    ...(at === undefined
      ? ({ status: 'open', note: 'Nothing was delivered yet.' } as const)
      : ({ status: 'verified', note: `The latest was delivered at ${formatTime(at)}.` } as const)),
  };
}

function describeVerification({
  unverifiedCalls,
  verifiedAtMs,
}: GuideFacts): Pick<GuideStep, 'status' | 'note'> {
  if (verifiedAtMs !== undefined) {
    return { status: 'verified', note: `Verified at ${formatTime(verifiedAtMs)}.` };
  }
  if (unverifiedCalls === 0) return { status: 'open', note: 'Nothing came yet: press Test in ClickBank.' };
  const calls = unverifiedCalls === 1 ? 'A call' : `${unverifiedCalls} calls`;
  const note = `${calls} came and could not be verified; relay events --outcome rejected says why.`;
  return { status: 'problem', note };
}

function describeMatch(match: EventMatch | null): string {
  if (match === null) return 'None';
  const { amount, amountExpression, amountFrom, sign, type } = match;
  const sum = amount ?? amountExpression ?? amountFrom;
  return [type, ...(sum === undefined ? [] : [`sum ${sum}`]), ...(sign === undefined ? [] : [sign])].join(
    ', ',
  );
}

function listMatches({ events, rules }: Connection): EventMatch[] {
  return [
    ...Object.values(events).filter((match) => match !== null),
    ...rules.flatMap(({ send = [] }) => send),
  ];
}

function formatTime(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
