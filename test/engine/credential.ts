import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import type { Fault } from '../../sandbox/sandbox.ts';
import { NOWHERE, type World } from './world.ts';

/** What a user entered; a function, for the sandbox has no address and no tokens before the test. */
type Entered = () => ICredentialDataDecryptedObject | undefined;

/** What the Test button of a credential says. */
interface Sayings {
	/** What a user may enter, all of it right. */
	passes: Record<string, Entered>;
	/** What a user may enter wrongly, each secret with "wrong" in it. */
	names: Record<string, [entered: Entered, says: RegExp]>;
	/** What may stand at the Base URL instead of the service. */
	notices: Record<string, [answers: Fault, says: RegExp, entered?: Entered]>;
	/** What the service may answer, by HTTP status. */
	explains: Record<number, RegExp>;
	/** What signs in, which is where n8n leaves it to us to say that nobody answers. */
	signsIn?: Entered;
}

/** What the Test button says, word by word; n8n 1.x says something of its own where a request failed, and hides no more. */
export function expectSaid(message: string, says: RegExp): void {
	expect(message).toMatch(process.env.N8N_LINE === '1.x' ? /./ : says);
	expect(message).not.toMatch(/wrong[-_]/);
}

/** Tests a service's credential test. */
export function describeCredentialTest(world: World, { passes, names, notices, explains, signsIn }: Sayings): void {
	const tested = async (entered?: ICredentialDataDecryptedObject) =>
		await (await world.engineWith(entered)).testCredential(world.credentialType);

	describe('the credential test', () => {
		test.each(Object.entries(passes))('passes with %s', async (_, entered) => {
			expect(await tested(entered())).toMatchObject({ status: 'OK' });
		});

		test('passes with a Base URL with slashes at its end', async () => {
			for (const entered of Object.values(passes)) {
				const baseUrl = `${String(world.credential().baseUrl)}//`;
				expect(await tested({ ...world.credential(entered()), baseUrl })).toMatchObject({ status: 'OK' });
			}
		});

		test.each(['127.0.0.1:9', 'htp://api.example.com', 'https://'])(
			'names a Base URL that is none: %s',
			async (baseUrl) => {
				for (const entered of Object.values(passes)) {
					const { status, message } = await tested({ ...world.credential(entered()), baseUrl });
					expect(status).toBe('Error');
					expect(message).toBe("The 'Base URL' of the credential is not a web address");
				}
			},
		);

		if (signsIn) {
			test('names a Base URL where nobody answers', async () => {
				const { status, message } = await tested({ ...world.credential(signsIn()), baseUrl: NOWHERE });
				expect(status).toBe('Error');
				expect(message).toBe(`Nobody answers at ${NOWHERE}: check the Base URL, and whether n8n can reach it`);
			});
		}

		test.each(Object.entries(names))('names %s and does not show it', async (_, [entered, says]) => {
			const { status, message } = await tested(entered());
			expect(status).toBe('Error');
			expectSaid(message, says);
		});

		test.each(Object.entries(notices))('notices %s', async (_, [answers, says, entered]) => {
			world.sandbox.faults.add(answers);
			const { status, message } = await tested(entered?.());
			expect(status).toBe('Error');
			expectSaid(message, says);
		});

		test.each(Object.entries(explains))('explains HTTP %s', async (status, says) => {
			world.sandbox.faults.add({ kind: 'status', status: Number(status), times: 9 });
			const { status: result, message } = await tested();
			expect(result).toBe('Error');
			expectSaid(message, says);
		});
	});
}
