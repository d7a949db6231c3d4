import { FaultPlan, NO_FAULT, type Fault } from './fault.js';

function planOf(fault: Partial<Fault>, random = () => 0): FaultPlan {
  const plan = new FaultPlan(random);
  plan.set({ ...NO_FAULT, mode: 'status', ...fault });
  return plan;
}

test('without a fault every request passes', () => {
  expect(new FaultPlan(() => 0).take('c')).toBeUndefined();
});

test('a fault with a number of times is over after them', () => {
  const plan = planOf({ times: 2 });
  expect([plan.take('c')?.mode, plan.take('c')?.mode, plan.take('c')]).toEqual([
    'status',
    'status',
    undefined,
  ]);
  expect(plan.current.mode).toBe('none');
});

test('only matching click ids meet it, and others use nothing up', () => {
  const plan = planOf({ clickidPattern: '^dead', times: 1 });
  expect(plan.take('alive')).toBeUndefined();
  expect(plan.take('dead1')?.mode).toBe('status');
});

test('its probability is the share of requests that meet it', () => {
  const draws = [0.1, 0.4, 0.6, 0.9];
  const plan = planOf({ probability: 0.5 }, () => draws.shift() ?? 0);
  expect([1, 2, 3, 4].map(() => plan.take('c') !== undefined)).toEqual([true, true, false, false]);
});
