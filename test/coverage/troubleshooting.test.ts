/** @jest-environment n8n-node-harness/jest-environment */
import { useNexora } from '../engine/nexora/world.ts';
import { usePact } from '../engine/pact/world.ts';
import { useVoipbin } from '../engine/voipbin/world.ts';
import type { World } from '../engine/world.ts';
import { expectFresh } from './generated.ts';
import { nexora } from './troubleshooting/nexora.ts';
import { pact } from './troubleshooting/pact.ts';
import { type Entry, page } from './troubleshooting/page.ts';
import { asAtHome, type Case } from './troubleshooting/told.ts';
import { voipbin } from './troubleshooting/voipbin.ts';

const entries: Entry[] = [];

/** What no text that a person reads has in it. */
const UGLY = /undefined|null\b|NaN|\[object|\bE[A-Z]{5,}\b|ERR_|\bat .+:\d+:\d+|wrong[-_]/;

function describeCases<W extends World>(service: string, home: string, use: () => W, cases: Array<Case<W>>): void {
	describe(service, () => {
		const world = use();
		test.each(cases)('$chapter: $when', async ({ chapter, when, told }) => {
			const { message, description } = asAtHome(await told(world), home, world);
			expect(message).not.toBe('');
			expect(`${message} ${description}`).not.toMatch(UGLY);
			entries.push({ chapter, service, when, message, description });
		});
	});
}

describeCases('Pact', 'https://api.pact.im', () => usePact('p2'), pact);
describeCases('VoIPbin', 'https://api.voipbin.net', useVoipbin, voipbin);
describeCases('Nexora', 'https://nexora.example.com', useNexora, nexora);

test('docs/troubleshooting.md has every text as n8n shows it (renew it with npm run docs)', () =>
	expectFresh('docs/troubleshooting.md', page(entries)));
