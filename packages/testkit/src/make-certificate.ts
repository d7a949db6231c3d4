import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from './run-command.js';

export interface TestCertificate {
  /** PEM files; nobody but whoever is given `certFile` as its authority trusts it. */
  readonly keyFile: string;
  readonly certFile: string;
  remove(): Promise<void>;
}

/** A self-signed certificate of `localhost`, good for two days. @throws Error with what openssl says */
export async function makeCertificate(): Promise<TestCertificate> {
  const folder = await mkdtemp(join(tmpdir(), 'ins-relay-certificate-'));
  const [keyFile, certFile] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const kind = [
    'req',
    '-x509',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:prime256v1',
    '-nodes',
    '-days',
    '2',
  ];
  const names = ['-subj', '/CN=ins-relay.test', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
  const made = await runCommand('openssl', [...kind, ...names, '-keyout', keyFile, '-out', certFile]);
  const remove = () => rm(folder, { recursive: true, force: true });
  if (made.code === 0) return { keyFile, certFile, remove };
  await remove();
  throw new Error(`openssl could not make a certificate:\n${made.stderr}`);
}
