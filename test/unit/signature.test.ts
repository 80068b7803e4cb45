import { createHmac } from 'node:crypto';

import { hmacSha256, isSame } from '../../nodes/kit/signature';

test('the signature is that of the bytes', () => {
	const body = '{"type":"call_updated","data":{"id":"test"}}';
	const expected = createHmac('sha256', 'test-secret').update(body).digest('hex');
	expect(hmacSha256('test-secret', new TextEncoder().encode(body))).toBe(expected);
});

test.each([
	['', '', true],
	['a', 'a', true],
	['подпись', 'подпись', true],
	['a', 'b', false],
	['a', '', false],
	['a', 'aa', false],
])('%j and %j are the same: %s', (one, other, same) => expect(isSame(one, other)).toBe(same));
