import { Big } from 'big.js';
import fc from 'fast-check';
import { sampleEvent } from '../test/sample-event.js';
import { compileExpression, evaluateExpression } from './expression.js';
import { RuleEvent } from './rule-event.js';

test('amounts compare exactly, however close they are', () => {
  const digits = fc.stringMatching(/^\d{12}\.\d{0,8}[1-9]$/);
  const sign = (value: number) => `${value < 0} ${value <= 0} ${value > 0} ${value >= 0} ${value === 0}`;
  const compared = ['<', '<=', '>', '>=', '=='].map((operator) =>
    compileExpression(`event.amount ${operator} event.orderAmount`),
  );
  fc.assert(
    fc.property(digits, digits, fc.boolean(), (left, other, isClose) => {
      const right = isClose ? `${left}0000000001` : other;
      const event = sampleEvent({ totalAccountAmount: left, totalOrderAmount: right });
      const context = { event: new RuleEvent(event, 'totalAccountAmount') };
      const answers = compared.map((one) => {
        const evaluated = evaluateExpression(one, context);
        return evaluated.ok ? evaluated.value : evaluated.error;
      });
      expect(answers.join(' ')).toBe(sign(new Big(left).cmp(right)));
    }),
  );
});
