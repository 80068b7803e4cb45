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
