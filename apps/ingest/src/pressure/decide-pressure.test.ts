import { decidePressure, type PressureLevel } from './decide-pressure.js';

const limits = { memoryStrained: 0.8, memoryFull: 0.9, queueAgeStrainedMs: 60_000 };

test.each<[number, number, PressureLevel, PressureLevel]>([
  [0.5, 0, 'normal', 'normal'],
  [0.8, 0, 'normal', 'strained'],
  [0.9, 0, 'normal', 'full'],
  [0.5, 60_000, 'normal', 'strained'],
  [0.5, 86_400_000, 'normal', 'strained'],
  [0.86, 0, 'full', 'full'],
  [0.85, 0, 'full', 'strained'],
  [0.77, 0, 'strained', 'strained'],
  [0.75, 0, 'strained', 'normal'],
  [0, 0, 'full', 'normal'],
])('memory %d and a queue %d ms old, after %s, is %s', (memoryShare, queueAgeMs, before, level) => {
  expect(decidePressure({ memoryShare, queueAgeMs }, limits, before)).toBe(level);
});
