/** Whoever pastes `/postback/?type=…` means the same. */
export const ROUTER_OPTIONS = { maxParamLength: 128, ignoreTrailingSlash: true };
