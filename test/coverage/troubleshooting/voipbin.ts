import { accessKey, login, token, type useVoipbin } from '../../engine/voipbin/world.ts';
import { id, NOWHERE } from '../../engine/world.ts';
import * as told from './told.ts';

type Voipbin = ReturnType<typeof useVoipbin>;
type Case = told.Case<Voipbin>;

const { entering, publishes, struck, tests, where, WEB_PAGE } = told;
const runs = (...parameters: Parameters<typeof told.runs<Voipbin>>) => told.runs<Voipbin>(...parameters);

const hello = () => ({ text: 'Hello' });
const UNKNOWN = '99999999-9999-4999-8999-999999999999';
const wrongKey = () => ({ ...accessKey, accessKey: 'vb_wrong_access_key_000000' });
const occupied = (world: Voipbin) =>
	Object.assign(world.voipbin.state.customer, { webhookUri: 'http://127.0.0.1:9/hook' });

export const voipbin: Case[] = [
	{ chapter: 'credential', when: 'Test: the access key is wrong or has expired', told: tests(wrongKey) },
	{
		chapter: 'credential',
		when: 'Test: the user name or the password is wrong',
		told: tests(() => ({ ...login, password: 'wrong-password-000' })),
	},
	{
		chapter: 'credential',
		when: 'Test: the account is frozen, or the user may not read conversations',
		told: where((world) => (world.voipbin.frozen = true), tests()),
	},
	{ chapter: 'credential', when: 'Test: the Base URL is that of a web page', told: struck(WEB_PAGE, tests()) },
	{
		chapter: 'credential',
		when: 'Test of a login where nobody answers at the Base URL',
		told: tests(() => ({ ...login, baseUrl: NOWHERE })),
	},
	{
		chapter: 'credential',
		when: 'a run with a wrong access key',
		told: entering(wrongKey, runs('message', 'send', hello)),
	},
	{
		chapter: 'credential',
		when: 'a run with a token that has expired',
		told: entering(() => token('wrong-token-000'), runs('message', 'send', hello)),
	},
	{
		chapter: 'credential',
		when: 'a run where a web page answers at the Base URL',
		told: struck(WEB_PAGE, runs('conversation', 'get', hello)),
	},

	{
		chapter: 'fill',
		when: 'the ID of a conversation is not a UUID',
		told: runs('message', 'send', () => ({ ...hello(), conversationId: id('abc') })),
	},
	{ chapter: 'fill', when: 'Text is empty', told: runs('message', 'send', () => ({ text: ' ' })) },
	{
		chapter: 'fill',
		when: 'Medias has the wrong format',
		told: runs('message', 'send', () => ({ ...hello(), options: { medias: 'photo.jpg' } })),
	},
	{
		chapter: 'send',
		when: 'there is no such conversation',
		told: runs('message', 'send', () => ({ ...hello(), conversationId: id(UNKNOWN) })),
	},
	{
		chapter: 'send',
		when: 'the account is frozen',
		told: where((world) => (world.voipbin.frozen = true), runs('message', 'send', hello)),
	},
	{
		chapter: 'send',
		when: 'the balance is used up',
		told: struck({ kind: 'status', status: 402, method: 'POST' }, runs('message', 'send', hello)),
	},
	{
		chapter: 'read',
		when: 'Conversation: Set Up, which today’s servers do not have',
		told: runs('conversation', 'setup', () => ({ referenceType: 'line' })),
	},
	{
		chapter: 'read',
		when: 'Account: Update without anything to change',
		told: runs('account', 'update', (world) => ({
			accountId: id(world.voipbin.state.accounts[0]!.id),
			updateFields: {},
		})),
	},
	{
		chapter: 'trigger',
		when: 'another workflow of this n8n is already listening',
		told: publishes({}, async (world) => await world.published()),
	},
	{ chapter: 'trigger', when: 'the account already reports to another system', told: where(occupied, publishes()) },
	{
		chapter: 'trigger',
		when: 'VoIPbin has no secret to sign its calls with',
		told: where((world) => world.speak('2022'), publishes()),
	},
	{
		chapter: 'trigger',
		when: 'the credential is that of an agent',
		told: async (world) => {
			world.voipbin.role = 'agent';
			return await entering(() => login, publishes())(world);
		},
	},
	{
		chapter: 'trouble',
		when: 'VoIPbin takes no more requests, for longer than Max Wait',
		told: struck(
			{ kind: 'tooMany', retryAfter: 50, method: 'POST' },
			runs('message', 'send', () => ({ ...hello(), options: { maxWait: 10 } })),
		),
	},
];
