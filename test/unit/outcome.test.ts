import { brokenBy, refusalIn } from '../../nodes/kit/client/outcome';

const failed = (code: string, syscall?: string) => Object.assign(new Error(`${syscall} ${code}`), { code, syscall });
const within = (cause: Error) => Object.assign(new Error('request failed', { cause }), { code: 'ERR_NETWORK' });
const all = (...errors: Error[]) => Object.assign(new AggregateError(errors), { code: 'ECONNREFUSED' });

test.each<[what: string, error: Error, neverSent: boolean]>([
	['a connection that was refused', failed('ECONNREFUSED', 'connect'), true],
	['a host without a way to it', failed('EHOSTUNREACH', 'connect'), true],
	['a name that nobody knows', failed('ENOTFOUND', 'getaddrinfo'), true],
	['a host that went away behind a delivered request', failed('EHOSTUNREACH', 'read'), false],
	['a network that went away while writing', failed('ENETUNREACH', 'write'), false],
	['a port that was closed behind a delivered request', failed('ECONNREFUSED', 'read'), false],
	['a connection that was reset', failed('ECONNRESET', 'read'), false],
	['a connection that was hung up', failed('ECONNRESET'), false],
	['two addresses that both refused', all(failed('ECONNREFUSED', 'connect'), failed('ECONNREFUSED', 'connect')), true],
	[
		'two addresses, one after it had connected',
		all(failed('ETIMEDOUT', 'connect'), failed('EHOSTUNREACH', 'read')),
		false,
	],
	['an error that names nothing', new Error('socket hang up'), false],
])('%s: was certainly not sent %s', (_, error, neverSent) => {
	expect(brokenBy(within(error)).neverSent).toBe(neverSent);
});

test('an answer that broke off is none, whatever its status; one of n8n signing in is', () => {
	const answered = (status: number) => Object.assign(new Error('aborted'), { response: { status, headers: {} } });
	expect(refusalIn(answered(200))).toBeUndefined();
	expect(brokenBy(answered(200))).toMatchObject({ answered: 200, neverSent: false });
	expect(refusalIn(within(answered(401)))).toMatchObject({ sent: 401 });
});
