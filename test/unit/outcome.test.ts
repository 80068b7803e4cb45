import { brokenBy, refusalIn } from '../../nodes/kit/client/outcome';

/** A network error as Node.js throws it. */
const failing = (syscall: string | undefined, code: string) =>
	Object.assign(new Error(`${syscall ?? ''} ${code}`), { syscall, code });

/** What n8n's helper makes of it. */
const wrapped = (cause: unknown) => Object.assign(new Error('The service failed'), { cause });

describe('a request whose connection fails', () => {
	test.each([
		['connect', 'ECONNREFUSED'],
		['connect', 'EHOSTUNREACH'],
		['connect', 'ENETUNREACH'],
		['connect', 'ETIMEDOUT'],
		['getaddrinfo', 'ENOTFOUND'],
		['getaddrinfo', 'EAI_AGAIN'],
	])('while it is made was never sent (%s %s)', (syscall, code) => {
		expect(brokenBy(failing(syscall, code))).toMatchObject({ code, neverSent: true });
		expect(brokenBy(wrapped(failing(syscall, code)))).toMatchObject({ code, neverSent: true });
	});

	// the network may say the same of a connection over which everything has arrived
	test.each([
		['read', 'ECONNRESET'],
		['read', 'EHOSTUNREACH'],
		['read', 'ECONNREFUSED'],
		['write', 'ENETUNREACH'],
		['write', 'EPIPE'],
		[undefined, 'ECONNABORTED'],
		[undefined, 'ECONNREFUSED'],
	])('later may have been sent (%s %s)', (syscall, code) => {
		expect(brokenBy(failing(syscall, code))).toMatchObject({ code, neverSent: false });
		expect(brokenBy(wrapped(failing(syscall, code)))).toMatchObject({ code, neverSent: false });
	});

	test('on all addresses of a host was never sent, but one of them is not enough', () => {
		const connect = failing('connect', 'ECONNREFUSED');
		expect(brokenBy(new AggregateError([connect, failing('connect', 'EHOSTUNREACH')])).neverSent).toBe(true);
		expect(brokenBy(new AggregateError([connect, failing('read', 'EHOSTUNREACH')])).neverSent).toBe(false);
	});
});

describe('an answer that n8n throws', () => {
	const answered = (status: number) => wrapped({ response: { status, headers: {}, data: undefined } });

	test('is a refusal from 400 on', () => {
		expect(refusalIn(answered(400))).toMatchObject({ sent: 400 });
		expect(refusalIn(answered(503))).toMatchObject({ sent: 503 });
	});

	test('below has broken off', () => {
		expect(refusalIn(answered(200))).toBeUndefined();
		expect(brokenBy(answered(200))).toMatchObject({ answered: 200, neverSent: false });
	});
});

describe('an error of n8n 1.x, whose cause is gone', () => {
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

	test('what n8n 1.x keeps of a login that nobody answered tells that nothing was sent', () => {
		const error = Object.assign(kept('', 'Nobody answers'), { description: 'connect ECONNREFUSED 127.0.0.1:9' });
		expect(brokenBy(error)).toMatchObject({
			code: 'ECONNREFUSED',
			reason: 'ECONNREFUSED: connect ECONNREFUSED 127.0.0.1:9.',
			neverSent: true,
		});
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
});
