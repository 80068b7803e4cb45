import type { Browser, Page } from 'playwright-core';

import { services } from '../../playground/services.ts';
import { browserPath, launchBrowser, picture, signIn } from './browser.ts';
import { answersOn } from './customer.ts';
import { useLive } from './live.ts';
import { type Answering, Person, publishAnswer } from './person.ts';
import { Telegram } from './telegram.ts';
import { until } from './until.ts';

const PATIENCE_MS = 120_000;
const WORDS = 'Hello! We will be with you in a minute.';

type Name = keyof typeof services;

const NODES: Record<Name, Pick<Answering, 'node' | 'event' | 'action'> & { secret: string }> = {
	pact: { node: 'Pact', event: 'On incoming message', action: 'Reply to a customer by messenger', secret: 'apiToken' },
	voipbin: {
		node: 'VoIPbin',
		event: 'On incoming message',
		action: 'Reply to a customer by chat or SMS',
		secret: 'accessKey',
	},
	nexora: { node: 'Nexora', event: 'On incoming message', action: 'Store a message', secret: 'refreshToken' },
};

(browserPath ? describe : describe.skip)('from an empty canvas to the first answer', () => {
	const live = useLive(services.pact);
	const telegram = new Telegram();
	const counted: Record<string, { clicks: number; keys: number }> = {};
	let browser: Browser;
	let page: Page;
	let telegramUrl: string;

	beforeAll(async () => {
		// whoever begins has no credential yet
		await live.n8n.api.deleteCredential(live.credential.id);
		telegramUrl = await telegram.start();
		browser = await launchBrowser();
		page = await browser.newPage({ viewport: { width: 1280, height: 760 } });
		page.setDefaultTimeout(PATIENCE_MS);
		await signIn(page, live.n8n.url);
	});

	afterAll(async () => {
		await browser?.close();
		await telegram.stop();
	});

	/** Publishes a workflow that answers, with nothing but the words entered where no more is needed. */
	async function begin(name: string, answering: Omit<Answering, 'seen' | 'fill'>, further?: Answering['fill']) {
		await page.goto(`${live.n8n.url}/workflow/new`);
		await page.locator('[data-test-id="canvas-add-button"]').waitFor();
		const person = new Person(page);
		const write: Answering['fill'] = async () => {
			await person.click(person.byTestId('parameter-input-text').locator('textarea, input').first());
			await person.type(WORDS);
			await further?.(person);
		};
		const seen: Answering['seen'] = async (what) => {
			if (name in NODES) await picture(page, `start-${name}-${what}`);
		};
		await publishAnswer(person, { ...answering, fill: write, seen });
		counted[name] = { clicks: person.clicks, keys: person.keys };
		process.stdout.write(`${name}: ${person.clicks} clicks, ${person.keys} keys\n`);
	}

	const phones: Record<Name, { write(): void; shows(): string[] }> = {
		pact: {
			write: () => live.sandbox.pact.customerWrites(live.sandbox.pact.state.conversations[0]!.id, { text: 'Hi' }),
			shows: () => answersOn(live.sandbox.pact.phone(live.sandbox.pact.state.conversations[0]!.id)),
		},
		voipbin: {
			write: () => live.sandbox.voipbin.customerWrites(live.sandbox.voipbin.state.conversations[0]!.id, { text: 'Hi' }),
			shows: () => answersOn(live.sandbox.voipbin.phone(live.sandbox.voipbin.state.conversations[0]!.id)),
		},
		nexora: {
			write: () => live.sandbox.nexora.customerWrites(live.sandbox.nexora.state.conversations[0]!.id, { text: 'Hi' }),
			shows: () => answersOn(live.sandbox.nexora.phone(live.sandbox.nexora.state.conversations[0]!.id)),
		},
	};

	it.each(Object.keys(NODES) as Name[])('%s: only the secret and the words are entered', async (name) => {
		const { secret, ...node } = NODES[name];
		const { data } = services[name].credential(live.sandbox.url);
		await begin(name, { ...node, secret: [secret, String(data[secret])], baseUrl: String(data.baseUrl) });
		phones[name].write();
		expect(await until('the answer', () => phones[name].shows().length > 0 && phones[name].shows())).toEqual([WORDS]);
	});

	it("n8n's own Telegram node takes more", async () => {
		const token = '110201543:AA-invented-for-this-test-0123456789';
		await begin(
			'telegram',
			{
				node: 'Telegram',
				event: 'On message',
				action: 'Send a text message',
				secret: ['accessToken', token],
				baseUrl: telegramUrl,
			},
			async (person) => {
				await person.click(person.byTestId('parameter-input-chatId').locator('input'));
				await person.type('={{ $json.message.chat.id }}');
			},
		);
		expect(await telegram.writes('Hi')).toBe(200);
		expect(await until('the answer', () => telegram.sent.length > 0 && telegram.sent)).toEqual([
			expect.stringContaining(WORDS),
		]);
		for (const name of Object.keys(NODES) as Name[]) {
			expect(counted[name]!.clicks).toBeLessThan(counted.telegram!.clicks);
			expect(counted[name]!.keys).toBeLessThan(counted.telegram!.keys);
		}
	});
});
