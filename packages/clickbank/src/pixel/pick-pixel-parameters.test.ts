import { pickPixelParameters } from './pick-pixel-parameters.js';
import { PIXEL_PARAMETERS } from './pixel-parameters.js';

const pick = (query: string) => pickPixelParameters(new URLSearchParams(query));

test('the key and macros that nobody filled in are not kept', () => {
  expect(
    pick('key=secret&type=InitiateCheckout&receipt_id={receipt_id}&tid=&clickid=[[clickid]]&x=1'),
  ).toEqual({
    type: 'InitiateCheckout',
    x: '1',
  });
});

test('a stranger can’t have more kept than a pixel needs', () => {
  const many = Array.from({ length: 500 }, (_, i) => `n${i}=${i}`).join('&');
  expect(Object.keys(pick(many))).toHaveLength(30);
  expect(pick(`a=${'x'.repeat(201)}&${'n'.repeat(65)}=1&__proto__=1`)).toEqual(
    Object.fromEntries([['__proto__', '1']]),
  );
});

test('whatever else a hit has, what a pixel can say is kept', () => {
  const many = Array.from({ length: 500 }, (_, i) => `n${i}=${i}`).join('&');
  const known = [...PIXEL_PARAMETERS].map((name) => `${name}=1`).join('&');
  expect(pick(`${many}&${known}`)).toMatchObject(pick(known));
  expect(Object.keys(pick(known))).toHaveLength(PIXEL_PARAMETERS.size);
});

test('of a click id that comes twice the first one counts, unless it is empty', () => {
  expect(pick('clickid=a&clickid=b')).toEqual({ clickid: 'a' });
  expect(pick('clickid=&clickid=b')).toEqual({ clickid: 'b' });
  expect(pick('clickid={clickid}&clickid=b')).toEqual({ clickid: 'b' });
});
