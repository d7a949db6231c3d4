import { deriveFigures } from './derive-figures.js';

test('the figures are exact and all different', () => {
  expect(deriveFigures('28.94')).toEqual({
    earned: 28.94,
    price: 86.82,
    tax: 6.94,
    ordered: 93.76,
    affiliatePayout: 43.41,
  });
});

test.each([
  ['0', 0],
  ['0.05', 0.05],
  ['1.5', 1.5],
  ['-12', -12],
])('%s is taken as %d', (earned, figure) => {
  expect(deriveFigures(earned).earned).toBe(figure);
});

test.each(['1,50', '1.234', 'x', ''])('%p is refused', (earned) => {
  expect(() => deriveFigures(earned)).toThrow(/is not an amount/);
});
