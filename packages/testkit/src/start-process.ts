import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { standsStill } from './stands-still.js';
import { waitFor } from './wait-for.js';

export interface ProcessOptions {
  /** For messages: "ingest 1". */
  readonly name: string;
  readonly command: string;
  readonly args?: readonly string[];
  /** Added to the environment of this process. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
  /** Ready when a GET of this answers 2xx. */
  readonly readyUrl?: string;
  /** Ready when this returns true; for what has no HTTP. With neither, the process is ready once it runs. */
  readonly isReady?: () => Promise<boolean>;
  /** 60 s when not given: a cold start on a busy machine. */
  readonly readyTimeoutMs?: number;
  /** Time between SIGTERM and SIGKILL; 30 s when not given, as a pod gets. */
  readonly stopGraceMs?: number;
  /** All output is appended here as well. */
  readonly logFile?: string;
}

/** How a process ended. */
export interface ProcessExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface ManagedProcess {
  readonly name: string;
  readonly pid: number;
  readonly isRunning: boolean;
  /** The newest lines of stdout and stderr, over all restarts. */
  readonly outputLines: readonly string[];
  /** Settles when the process that runs now has ended. */
  readonly exited: Promise<ProcessExit>;
  /** SIGTERM, then SIGKILL after the grace; nothing to do when it has ended already. */
  stop(): Promise<ProcessExit>;
  /** Sends the signal and waits for the end, or, where the signal pauses it, until it stands still. */
  kill(signal?: NodeJS.Signals): Promise<void>;
  /** Stops it if it runs, starts it with the same options and waits until it is ready. */
  restart(): Promise<void>;
}

const OUTPUT_LINES_MAX = 500;
const LINES_IN_ERROR = 30;

/**
 * Starts a program and waits until it is ready. It runs in its own process group, so that Ctrl-C reaches only
 * its owner, who stops things in order; should the owner exit without stopping it, it is killed.
 * @throws Error with the last lines of output when it ends, or takes too long, before it is ready
 */
export async function startProcess(options: ProcessOptions): Promise<ManagedProcess> {
  const started = new RunningProcess(options);
  await started.start();
  return started;
}

const running = new Set<ChildProcess>();
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')));

class RunningProcess implements ManagedProcess {
  readonly outputLines: string[] = [];
  private child: ChildProcess | undefined;
  private ended: ProcessExit | undefined;
  exited: Promise<ProcessExit> = Promise.resolve({ code: null, signal: null });

  constructor(private readonly options: ProcessOptions) {}

  get name(): string {
    return this.options.name;
  }

  get pid(): number {
    return this.child?.pid ?? 0;
  }

  get isRunning(): boolean {
    return this.child !== undefined && this.ended === undefined;
  }

  async start(): Promise<void> {
    const { name, command, args = [], env, cwd, readyTimeoutMs = 60_000 } = this.options;
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    running.add(child);
    this.child = child;
    this.ended = undefined;
    const log = this.openLog();
    this.collectOutput(child, log);
    this.exited = new Promise((resolve) => {
      const end = (exit: ProcessExit, line?: string) => {
        if (!running.delete(child)) return;
        if (line !== undefined) this.addLine(line, log);
        this.ended = exit;
        log?.end();
        resolve(exit);
      };
      child.once('error', (error) => end({ code: null, signal: null }, error.message));
      // `close` comes after the last output; a child of it that keeps the pipes open must not hold us up for ever.
      child.once('exit', (code, signal) => setTimeout(() => end({ code, signal }), 1_000).unref());
      child.once('close', (code, signal) => end({ code, signal }));
    });
    try {
      await waitFor(async () => this.ended !== undefined || (await this.isReady()), {
        timeoutMs: readyTimeoutMs,
        describe: `${name} to be ready`,
      });
    } catch (error) {
      await this.kill('SIGKILL');
      throw new Error(`${(error as Error).message}\n${this.describeOutput()}`, { cause: error });
    }
    const ended = this.readEnd();
    if (ended !== undefined) {
      const how = ended.signal ?? `code ${ended.code}`;
      throw new Error(`${name} ended (${how}) before it was ready\n${this.describeOutput()}`);
    }
  }

  async stop(): Promise<ProcessExit> {
    if (!this.isRunning) return this.exited;
    const { stopGraceMs = 30_000 } = this.options;
    const timer = setTimeout(() => this.child?.kill('SIGKILL'), stopGraceMs);
    this.child?.kill('SIGTERM');
    const exit = await this.exited;
    clearTimeout(timer);
    return exit;
  }

  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    if (!this.isRunning) return;
    this.child?.kill(signal);
    if (signal === 'SIGSTOP')
      await waitFor(() => standsStill(this.pid), { describe: `${this.name} to stand still` });
    else if (signal !== 'SIGCONT') await this.exited;
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  // A method, so that the compiler does not take the field for the undefined it was set to before waiting.
  private readEnd(): ProcessExit | undefined {
    return this.ended;
  }

  private async isReady(): Promise<boolean> {
    const { readyUrl, isReady } = this.options;
    if (isReady !== undefined) return isReady();
    if (readyUrl === undefined) return this.pid !== 0;
    const response = await fetch(readyUrl, { signal: AbortSignal.timeout(2_000) });
    await response.arrayBuffer();
    if (!response.ok) throw new Error(`${readyUrl} answered ${response.status}`);
    return true;
  }

  private openLog(): WriteStream | undefined {
    const { logFile } = this.options;
    if (logFile === undefined) return undefined;
    mkdirSync(dirname(logFile), { recursive: true });
    return createWriteStream(logFile, { flags: 'a' });
  }

  private collectOutput(child: ChildProcess, log: WriteStream | undefined): void {
    for (const stream of [child.stdout, child.stderr]) {
      if (stream === null) continue;
      createInterface({ input: stream }).on('line', (line) => this.addLine(line, log));
    }
  }

  private addLine(line: string, log: WriteStream | undefined): void {
    this.outputLines.push(line);
    if (this.outputLines.length > OUTPUT_LINES_MAX) this.outputLines.shift();
    if (log?.writable) log.write(`${line}\n`);
  }

  private describeOutput(): string {
    return this.outputLines.slice(-LINES_IN_ERROR).join('\n');
  }
}
