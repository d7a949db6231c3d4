import { DestinationLoad } from './destination-load.js';
import { TurnPlanner } from './turn-planner.js';

/** So many turns in a row, as milliseconds from now. */
function planMany(count: number, plan: (number: number) => number, nowMs: number): number[] {
  return Array.from({ length: count }, (_, i) => plan(i + 1) - nowMs);
}

test('turns come one after the other at the rate of the destination', () => {
  const [planner, load] = [new TurnPlanner(), new DestinationLoad()];
  expect(planMany(3, () => planner.planForRate(load, 50, 1_000), 1_000)).toEqual([20, 40, 60]);
});

test('where places are wanting, turns come as fast as answers do, from when one can be called', () => {
  const [planner, load] = [new TurnPlanner(), new DestinationLoad()];
  for (let i = 0; i < 100; i++) load.noteAnswer(400);
  expect(planMany(2, (waiting) => planner.planForPlace(load, 10, waiting, 500), 500)).toEqual([1_040, 1_080]);
});

test('where answers are fast, turns are as rare as looks have to be', () => {
  const [planner, load] = [new TurnPlanner(), new DestinationLoad()];
  expect(planMany(3, (waiting) => planner.planForPlace(load, 10, waiting, 500), 500)).toEqual([
    1_005, 1_010, 1_015,
  ]);
});

test('whoever is not called for a place stands behind those who wait, not behind all who were called', () => {
  const [planner, load] = [new TurnPlanner(), new DestinationLoad()];
  for (let i = 0; i < 100; i++) load.noteAnswer(400);
  // A hundred come a second and are called at once, for a minute; two of them wait at any time.
  const turns = planMany(6_000, (number) => planner.planForPlace(load, 10, 2, number * 10) - number * 10, 0);
  expect(Math.max(...turns)).toBe(1_080);
});

test.each([
  ['is still far', 900_000, 5_020],
  ['is near', 3_000, 2_020],
  ['is over, and a probe is under way', 900, 1_020],
])(
  'while it is blocked, and the end of that %s, the first turn is within seconds',
  (_end, againAtMs, turnMs) => {
    const [planner, load] = [new TurnPlanner(), new DestinationLoad()];
    expect(planner.planWhileBlocked(load, 50, 1_000, againAtMs) - 1_000).toBe(turnMs);
  },
);

test('several crowded destinations share the looks; one whose turns are over no longer counts', () => {
  const [planner, one, other] = [new TurnPlanner(), new DestinationLoad(), new DestinationLoad()];
  const plan = (load: DestinationLoad, nowMs: number) =>
    planner.planWhileBlocked(load, 10_000, nowMs, Number.POSITIVE_INFINITY) - nowMs;
  expect(plan(one, 0)).toBe(5_005);
  expect(plan(other, 0)).toBe(5_010);
  expect(plan(one, 0)).toBe(5_015);
  expect(plan(one, 1_000_000)).toBe(5_005);
});

test('after a blockage new ones do not stand behind turns that were given because of it', () => {
  const [planner, load] = [new TurnPlanner(), new DestinationLoad()];
  load.noteBlocked(true);
  planner.planWhileBlocked(load, 50, 0, 3_000);
  expect(load.hasTurnsAfter(1_000)).toBe(true);
  load.noteBlocked(false);
  expect(load.hasTurnsAfter(1_000)).toBe(false);
});
