/**
 * Of undici, only its pool: the whole of it (fetch, WebSocket, HTTP/2, caches) takes 10 MB more of a process that needs
 * none of that.
 */
declare module 'undici/lib/dispatcher/pool.js' {
  export { Pool as default } from 'undici';
}
