import { brokenBy, refusalIn } from '../../nodes/kit/client/outcome.ts';

/** An error of n8n 1.x, as it was seen: its cause is gone, some of it is kept. */
const kept = (httpCode: string, message: string, data?: unknown) =>
	Object.assign(new Error('In the words of n8n'), {
		cause: undefined,
		httpCode,
		messages: [message],
		context: { data },
	});

test.each([
	['ECONNREFUSED', 'connect ECONNREFUSED 127.0.0.1:9', true],
	['ENOTFOUND', 'getaddrinfo ENOTFOUND nowhere.invalid', true],
	['EHOSTUNREACH', 'connect EHOSTUNREACH 10.0.0.1:443', true],
	['EHOSTUNREACH', 'read EHOSTUNREACH', false],
	['ECONNRESET', 'socket hang up', false],
	['ECONNABORTED', 'timeout of 20ms exceeded', false],
])('what n8n 1.x keeps of %s tells whether "%s" was sent', (code, message, neverSent) => {
	expect(brokenBy(kept(code, message))).toEqual({
		kind: 'broken',
		code,
		reason: `${code}: ${message}.`,
		neverSent,
		answered: undefined,
	});
	expect(refusalIn(kept(code, message))).toBeUndefined();
});

test('what n8n 1.x keeps of a refusal is one, and of an answer that broke off is its status', () => {
	const data = { status: 'BAD', reason: 'no' };
	expect(refusalIn(kept('400', 'Request failed with status code 400', data))).toEqual({
		sent: 400,
		headers: {},
		body: data,
	});
	expect(refusalIn(kept('200', 'stream has been aborted'))).toBeUndefined();
	expect(brokenBy(kept('200', 'stream has been aborted'))).toMatchObject({ neverSent: false, answered: 200 });
});

test('an error with its cause is read from the cause', () => {
	const cause = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET', syscall: 'read' });
	const error = Object.assign(new Error('n8n', { cause }), {
		httpCode: 'ECONNREFUSED',
		messages: ['connect ECONNREFUSED'],
	});
	expect(brokenBy(error)).toMatchObject({ code: 'ECONNRESET', neverSent: false });
});
