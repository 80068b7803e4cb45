import type { useNexora } from '../../engine/nexora/world.ts';
import { id, NOWHERE } from '../../engine/world.ts';
import * as told from './told.ts';

type Nexora = ReturnType<typeof useNexora>;
type Case = told.Case<Nexora>;

const { entering, looks, publishes, struck, tests, where, WEB_PAGE } = told;
const runs = (...parameters: Parameters<typeof told.runs<Nexora>>) => told.runs<Nexora>(...parameters);

const hello = () => ({ text: 'Hello', type: 'text', role: 'Bot' });
const accessToken = (value: string) => ({
	authentication: 'accessToken',
	accessToken: value,
	refreshToken: '',
	sessionToken: '',
});

export const nexora: Case[] = [
	{
		chapter: 'credential',
		when: 'Test: the refresh token is older than 7 days, or somebody has signed in with the same account',
		told: tests(() => ({ refreshToken: 'wrong-token-000', sessionToken: '' })),
	},
	{
		chapter: 'credential',
		when: 'Test: the Base URL is that of a web page',
		told: struck(
			WEB_PAGE,
			tests(() => ({ sessionToken: '' })),
		),
	},
	{
		chapter: 'credential',
		when: 'Test: the Base URL ends in /api',
		told: tests((world) => ({ baseUrl: `${world.sandbox.url}/nexora/api` })),
	},
	{
		chapter: 'credential',
		when: 'Test: nobody answers at the Base URL',
		told: tests(() => ({ baseUrl: NOWHERE, sessionToken: '' })),
	},
	{
		chapter: 'credential',
		when: 'a run with a refresh token that is too old',
		told: where((world) => world.nexora.expireRefresh(), runs('message', 'create', hello)),
	},
	{
		chapter: 'credential',
		when: 'a run with an access token that is older than 15 minutes',
		told: async (world) => {
			const { accessToken: value } = world.nexora.state.account;
			return await entering(
				() => accessToken(value),
				where((nexora: Nexora) => nexora.nexora.expireAccess(), runs('message', 'create', hello)),
			)(world);
		},
	},
	{
		chapter: 'credential',
		when: 'a run where a web page answers at the Base URL',
		told: struck(WEB_PAGE, runs('conversation', 'get', hello)),
	},
	{ chapter: 'fill', when: 'Text is empty', told: runs('message', 'create', () => ({ ...hello(), text: ' ' })) },
	{
		chapter: 'fill',
		when: 'Room is longer than a hundred characters',
		told: runs('conversation', 'create', (world) => ({
			room: 'x'.repeat(101),
			integrationType: 'website',
			botId: id(world.nexora.state.bots[0]!.id),
		})),
	},
	{
		chapter: 'send',
		when: 'storing a message in a conversation that does not exist',
		told: runs('message', 'create', () => ({ ...hello(), conversationId: id('gone') })),
	},
	{
		chapter: 'send',
		when: 'the server is one of 2025, and API Version says Current',
		told: async (world) => {
			world.nexora.version = 'document';
			return await runs('message', 'create', hello)(world);
		},
	},
	{
		chapter: 'read',
		when: 'Conversation: Get with an unknown ID',
		told: runs('conversation', 'get', () => ({ conversationId: id('gone') })),
	},
	{
		chapter: 'read',
		when: 'Message: Get with an unknown ID',
		told: runs('message', 'get', () => ({ messageId: 'gone' })),
	},
	{
		chapter: 'read',
		when: 'Conversation: Create with a bot that does not exist',
		told: runs('conversation', 'create', () => ({ room: 'r', integrationType: 'website', botId: id('nobody') })),
	},
	{
		chapter: 'trigger',
		when: 'Fetch Test Event while no customer has written',
		told: where((world) => world.forget(), looks()),
	},
	{
		chapter: 'trigger',
		when: 'the refresh token is too old',
		told: where((world) => world.nexora.expireRefresh(), publishes()),
	},
	{
		chapter: 'trouble',
		when: 'the server is out of order while something is stored',
		told: struck({ kind: 'status', status: 500, method: 'POST', times: 9 }, runs('message', 'create', hello)),
	},
];
