const ANSWER_MS_MAX = 10_000;

/**
 * Posts `{"text"}`, which Slack, Mattermost, Rocket.Chat, Google Chat and most others take.
 * @throws Error that does not repeat the URL, which is a secret
 */
export async function postMessage(url: string, text: string): Promise<void> {
  const problem = await tryToPost(url, text);
  if (problem !== undefined) throw new Error(`ALERT_WEBHOOK_URL ${problem}`);
}

/** The error itself may quote the URL, so it goes no further than here. */
async function tryToPost(url: string, text: string): Promise<string | undefined> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text }),
      redirect: 'error',
      signal: AbortSignal.timeout(ANSWER_MS_MAX),
    });
    await response.body?.cancel();
    return response.ok ? undefined : `answered with status ${response.status}`;
  } catch (error) {
    const { cause, name } = error as Error & { cause?: { code?: string } };
    return `could not be reached: ${cause?.code ?? name}`;
  }
}
