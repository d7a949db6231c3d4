import { randomBytes } from 'node:crypto';
import { Redis } from 'ioredis';
import type { DeliverySettings } from '@ins-relay/contracts';
import { startRedisServer, waitFor, type RedisServer } from '@ins-relay/testkit';
import type { OpenBreaker } from '../src/blocked-destination.js';
import { DestinationBoard } from '../src/destination-board.js';
import {
  DestinationGate,
  type GatePass,
  type GateResult,
  type GateVisitor,
} from '../src/destination-gate.js';
import { RateBudget } from '../src/rate-budget.js';

const DEAD = 'https://dead.example';
const ALIVE = 'https://alive.example';
const settings: DeliverySettings = {
  timeoutMs: 1_000,
  attempts: 12,
  concurrency: 2,
  ratePerSecond: 1_000,
  breaker: { failures: 3, pauseSeconds: 10 },
};
const failed: GateResult = { result: 'failed', reason: 'refused' };
const newcomer: GateVisitor = { jobId: 'new', isFirstStart: true };
const again: GateVisitor = { jobId: 'again', isFirstStart: false };
const answered: GateResult = { result: 'answered' };

let server: RedisServer;
let redis: Redis;
let nowMs: number;
let keyPrefix: string;
let boards: DestinationBoard[];
let woken: string[];
beforeAll(async () => {
  server = await startRedisServer();
  redis = new Redis(server.url, { maxRetriesPerRequest: null });
});
afterAll(async () => {
  await redis.quit();
  await server.stop();
});
beforeEach(() => {
  keyPrefix = `{t${randomBytes(4).toString('hex')}}`;
  nowMs = 1_000_000;
  boards = [];
  woken = [];
});
afterEach(() => boards.forEach((board) => board.stop()));

/** One dispatcher. */
async function createGate(): Promise<{ gate: DestinationGate; board: DestinationBoard }> {
  const board = new DestinationBoard({ redis, keyPrefix, pollMs: 50, onError: () => undefined });
  await board.start();
  boards.push(board);
  const budget = new RateBudget(redis, keyPrefix, Date.now);
  const wake = async (jobId: string) => {
    woken.push(jobId);
    return !jobId.startsWith('gone');
  };
  return {
    board,
    gate: new DestinationGate({ board, budget, concurrency: 12, wake, readNowMs: () => nowMs }),
  };
}

async function enter(gate: DestinationGate, destination = DEAD, isFirstStart = true): Promise<GatePass> {
  const entered = await gate.enter(destination, settings, { jobId: 'j', isFirstStart });
  if (entered.verdict !== 'go') throw new Error(`it has to wait until ${entered.untilMs}`);
  return entered.pass;
}

async function fail(gate: DestinationGate, times: number): Promise<void> {
  for (let i = 0; i < times; i++) await gate.settle(await enter(gate), settings, 5, failed);
}

async function gateFails(gate: DestinationGate): Promise<void> {
  await gate.settle(await enter(gate, DEAD, false), settings, 5, failed);
}

describe('the breaker', () => {
  test('opens after so many failures in a row, for every dispatcher, and not for other destinations', async () => {
    const [one, other] = [await createGate(), await createGate()];
    await fail(one.gate, 2);
    await one.gate.settle(await enter(one.gate), settings, 5, answered);
    await fail(one.gate, 2);
    expect(one.board.find(DEAD)).toBeUndefined();
    await fail(one.gate, 1);
    await waitFor(() => other.board.find(DEAD) !== undefined, {
      describe: 'the other dispatcher to hear of it',
    });
    const waiting = await other.gate.enter(DEAD, settings, newcomer);
    expect(waiting).toMatchObject({ verdict: 'wait', reason: 'left alone after failures (refused)' });
    await enter(other.gate, ALIVE);
  });

  test('lets exactly one probe through when its time is over, over all dispatchers', async () => {
    const gates = [await createGate(), await createGate(), await createGate()];
    await fail(gates[0]?.gate as DestinationGate, 3);
    for (const { board } of gates)
      await waitFor(() => board.find(DEAD) !== undefined, { describe: 'all to know' });
    nowMs += 10_001;
    const entered = await Promise.all(gates.map(({ gate }) => gate.enter(DEAD, settings, again)));
    expect(entered.filter(({ verdict }) => verdict === 'go')).toHaveLength(1);
  });

  test('closes for everybody when the probe is answered', async () => {
    const [one, other] = [await createGate(), await createGate()];
    await fail(one.gate, 3);
    nowMs += 10_001;
    await one.gate.settle(await enter(one.gate), settings, 5, answered);
    expect(one.board.find(DEAD)).toBeUndefined();
    await waitFor(() => other.board.find(DEAD) === undefined, {
      describe: 'the other dispatcher to hear of it',
    });
    await enter(other.gate);
  });

  test('stays open twice as long with every probe that fails, up to sixteen times', async () => {
    const { gate, board } = await createGate();
    await fail(gate, 3);
    for (const factor of [2, 4, 8, 16, 16]) {
      const blocked = board.find(DEAD);
      nowMs = (blocked?.state === 'open' ? blocked.untilMs : 0) + 1;
      await gateFails(gate);
      expect(board.find(DEAD)).toMatchObject({ pauseMs: factor * 10_000, sinceMs: 1_000_000 });
    }
  });

  test('is not probed by a dispatcher that has not heard yet how the last probe ended', async () => {
    const [one, late] = [await createGate(), await createGate()];
    await fail(one.gate, 3);
    await waitFor(() => late.board.find(DEAD) !== undefined, {
      describe: 'the other dispatcher to hear of it',
    });
    late.board.stop();
    nowMs += 10_001;
    await gateFails(one.gate);
    expect(late.board.find(DEAD)).toMatchObject({ pauseMs: 10_000 });
    expect(await late.gate.enter(DEAD, settings, again)).toMatchObject({ verdict: 'wait' });
  });

  test('may be probed again a while after a dispatcher died that probed it', async () => {
    const { gate, board } = await createGate();
    await fail(gate, 3);
    const breaker = board.find(DEAD) as OpenBreaker;
    expect(await board.claimProbe(DEAD, breaker, 50)).toBe(true);
    expect(await board.claimProbe(DEAD, breaker, 50)).toBe(false);
    await waitFor(() => board.claimProbe(DEAD, breaker, 50), { describe: 'the claim to end' });
  });

  test('waits as long as the destination asks for, and no shorter because of a later answer', async () => {
    const { gate, board } = await createGate();
    const passes = [await enter(gate), await enter(gate)];
    for (const [i, waitMs] of [7_000, 1_000].entries()) {
      await gate.settle(passes[i] as GatePass, settings, 5, { result: 'asked-to-wait', waitMs });
    }
    expect(board.find(DEAD)).toMatchObject({
      state: 'open',
      untilMs: nowMs + 7_000,
      reason: 'asked to wait',
    });
  });

  test('pauses as after any failure when a probe fails after a short wait that was asked for', async () => {
    const { gate, board } = await createGate();
    await gate.settle(await enter(gate), settings, 5, { result: 'asked-to-wait', waitMs: 1 });
    nowMs += 2;
    await gateFails(gate);
    expect(board.find(DEAD)).toMatchObject({ pauseMs: 20_000, sinceMs: 1_000_000 });
  });

  test('is remembered over a restart of everything', async () => {
    const { gate } = await createGate();
    await fail(gate, 3);
    const { board } = await createGate();
    expect(board.find(DEAD)).toMatchObject({ state: 'open' });
  });
});

describe('an operator', () => {
  test('pauses and resumes a destination; neither a failure nor an answer ends the pause', async () => {
    const { gate, board } = await createGate();
    const underWay = [await enter(gate), await enter(gate)];
    await board.pause(DEAD, { state: 'paused', sinceMs: nowMs, by: 'ann' });
    expect(await gate.enter(DEAD, settings, newcomer)).toMatchObject({
      verdict: 'wait',
      reason: 'paused by ann',
    });
    await gate.settle(underWay[0] as GatePass, settings, 5, { result: 'asked-to-wait', waitMs: 1 });
    await gate.settle(underWay[1] as GatePass, settings, 5, answered);
    expect(board.find(DEAD)).toMatchObject({ state: 'paused' });
    expect(await board.resume(DEAD)).toBe(true);
    await enter(gate, DEAD, false);
  });
});

describe('what waits for a blocked destination', () => {
  test.each([
    [
      'paused',
      (board: DestinationBoard) => board.pause(DEAD, { state: 'paused', sinceMs: nowMs, by: 'ann' }),
    ],
    [
      'left alone for an hour',
      (board: DestinationBoard) => {
        const untilMs = nowMs + 3_600_000;
        return board.open(DEAD, {
          state: 'open',
          sinceMs: nowMs,
          untilMs,
          pauseMs: 3_600_000,
          reason: 'refused',
        });
      },
    ],
  ])('looks again within seconds, for it may be resumed any time: %s', async (_state, block) => {
    const { gate, board } = await createGate();
    await block(board);
    const entered = await gate.enter(DEAD, settings, newcomer);
    expect(entered.verdict === 'wait' && entered.untilMs - nowMs).toBeLessThan(6_000);
    await board.resume(DEAD);
    await enter(gate);
  });

  test('is looked at no more than so often, however much it is', async () => {
    const { gate, board } = await createGate();
    const dead = ['https://a.example', 'https://b.example', 'https://c.example', 'https://d.example'];
    for (const one of dead) await board.pause(one, { state: 'paused', sinceMs: nowMs, by: 'ann' });
    const turns: number[] = [];
    for (let i = 0; i < 400; i++) {
      const entered = await gate.enter(dead[i % dead.length] as string, settings, newcomer);
      if (entered.verdict === 'wait') turns.push(entered.untilMs);
    }
    const looksInASecond = turns.filter((turnMs) => turnMs >= nowMs + 6_000 && turnMs < nowMs + 7_000).length;
    expect(looksInASecond).toBeGreaterThan(150);
    expect(looksInASecond).toBeLessThanOrEqual(204);
  });
});

describe('a busy destination', () => {
  test('has no more under way than it may, and gives each of the rest a turn of its own', async () => {
    const { gate } = await createGate();
    await enter(gate);
    await enter(gate);
    const turns: number[] = [];
    for (let i = 0; i < 3; i++) {
      const entered = await gate.enter(DEAD, settings, newcomer);
      expect(entered).not.toHaveProperty('reason');
      if (entered.verdict === 'wait') turns.push(entered.untilMs);
    }
    expect(turns).toHaveLength(3);
    expect(new Set(turns).size).toBe(3);
    await enter(gate, ALIVE);
  });

  describe('that may have much under way', () => {
    const greedy = { ...settings, concurrency: 100 };
    const enterGreedy = (gate: DestinationGate, destination: string) =>
      gate.enter(destination, greedy, again);
    const expectPasses = async (gate: DestinationGate, destination: string, times: number) => {
      const passes: GatePass[] = [];
      for (let i = 0; i < times; i++) {
        const entered = await enterGreedy(gate, destination);
        expect(entered.verdict).toBe('go');
        if (entered.verdict === 'go') passes.push(entered.pass);
      }
      return passes;
    };

    test('leaves half of the dispatcher to the others, which share it evenly', async () => {
      const { gate } = await createGate();
      await expectPasses(gate, DEAD, 6);
      expect((await enterGreedy(gate, DEAD)).verdict).toBe('wait');
      await expectPasses(gate, ALIVE, 3);
      expect((await enterGreedy(gate, ALIVE)).verdict).toBe('wait');
      await expectPasses(gate, 'https://third.example', 2);
      expect((await enterGreedy(gate, 'https://third.example')).verdict).toBe('wait');
    });

    test('sends nobody away while it is alone and answers', async () => {
      const { gate } = await createGate();
      for (const pass of await expectPasses(gate, ALIVE, 6)) await gate.settle(pass, greedy, 800, answered);
      const passes = await expectPasses(gate, ALIVE, 6);
      const waiting = Array.from({ length: 6 }, () => enterGreedy(gate, ALIVE));
      for (const pass of passes) await gate.settle(pass, greedy, 800, answered);
      expect((await Promise.all(waiting)).map(({ verdict }) => verdict)).toEqual(Array(6).fill('go'));
    });

    test('gives back what it has beyond its share', async () => {
      const { gate } = await createGate();
      const [first, ...rest] = await expectPasses(gate, DEAD, 6);
      await expectPasses(gate, ALIVE, 3);
      const waiting = enterGreedy(gate, DEAD);
      await gate.settle(first as GatePass, greedy, 5, answered);
      const state = await Promise.race([waiting, new Promise((resolve) => setImmediate(resolve, 'waits'))]);
      expect(state).toBe('waits');
      for (const pass of rest) await gate.settle(pass, greedy, 5, answered);
      expect((await waiting).verdict).toBe('go');
    });
  });

  test('lets the next one in as soon as a place is free', async () => {
    const { gate } = await createGate();
    const passes = [await enter(gate), await enter(gate)];
    const next = enter(gate);
    await gate.settle(passes[0] as GatePass, settings, 5, answered);
    await next;
  });

  test('calls the first of those who still wait when a place is free', async () => {
    const { gate } = await createGate();
    const passes = [await enter(gate), await enter(gate)];
    nowMs += 500;
    for (const jobId of ['gone-1', 'gone-2', 'a', 'b']) {
      await gate.enter(DEAD, settings, { jobId, isFirstStart: true });
    }
    expect(woken).toEqual([]);
    await gate.settle(passes[0] as GatePass, settings, 5, answered);
    await waitFor(() => woken.length === 3, { describe: 'one to be called that is there' });
    expect(woken).toEqual(['gone-1', 'gone-2', 'a']);
    await enter(gate, DEAD, false);
    await gate.settle(passes[1] as GatePass, settings, 5, answered);
    await waitFor(() => woken.at(-1) === 'b', { describe: 'the next one to be called' });
  });

  test('lets nobody wait in the process while what is under way hangs', async () => {
    const { gate } = await createGate();
    await enter(gate);
    await enter(gate);
    nowMs += 500;
    const entered = gate.enter(DEAD, settings, newcomer);
    const turn = await Promise.race([
      entered,
      new Promise((resolve) => setImmediate(resolve, 'still waits')),
    ]);
    expect(turn).toMatchObject({ verdict: 'wait' });
  });

  test('gets no more a second than it may, over all dispatchers', async () => {
    const slow = { ...settings, ratePerSecond: 8, concurrency: 100 };
    const gates = [await createGate(), await createGate()];
    const entered = await Promise.all(
      gates.flatMap(({ gate }) => Array.from({ length: 20 }, () => gate.enter(ALIVE, slow, again))),
    );
    // A quarter of a second's worth at once, and what came in while this ran.
    const through = entered.filter(({ verdict }) => verdict === 'go').length;
    expect(through).toBeGreaterThanOrEqual(1);
    expect(through).toBeLessThanOrEqual(6);
  });
});
