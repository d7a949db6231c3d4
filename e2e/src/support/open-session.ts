/** Calls of the console's API with its cookie, as a browser makes them, without a browser. */
export function openSession(url: string): {
  call(method: string, path: string, body?: unknown): Promise<number>;
} {
  let cookie = '';
  return {
    async call(method, path, body) {
      const response = await fetch(url + path, {
        method,
        headers: {
          origin: url,
          cookie,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? cookie;
      await response.arrayBuffer();
      return response.status;
    },
  };
}
