import { ConfigError } from '@ins-relay/platform';
import { NO_TRACING, type Tracing } from './tracing.js';
import type { TracingOptions } from './tracing-options.js';

const ENDPOINTS = ['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT', 'OTEL_EXPORTER_OTLP_ENDPOINT'];
const PROTOCOLS = ['OTEL_EXPORTER_OTLP_TRACES_PROTOCOL', 'OTEL_EXPORTER_OTLP_PROTOCOL'];

/**
 * Starts to trace where an OTLP endpoint is set; else nothing is loaded, and tracing costs nothing.
 * @throws ConfigError for a protocol it can’t speak
 */
export async function openTracing(options: TracingOptions): Promise<Tracing> {
  const { env } = options;
  const isOff = env['OTEL_SDK_DISABLED'] === 'true' || env['OTEL_TRACES_EXPORTER'] === 'none';
  if (isOff || !ENDPOINTS.some((name) => isSet(env[name]))) return NO_TRACING;
  const named = PROTOCOLS.find((name) => isSet(env[name]));
  const protocol = named === undefined ? 'http/protobuf' : env[named];
  if (protocol !== 'http/protobuf' && protocol !== 'http/json') {
    throw new ConfigError([
      `${named}: http/protobuf and http/json are spoken here, not ${protocol}; a collector takes both, on port 4318`,
    ]);
  }
  const { OtlpTracing } = await import('./otlp-tracing.js');
  return OtlpTracing.open(options, protocol);
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '';
}
