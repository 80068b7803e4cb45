import { perProcess } from '../../nodes/kit/shared.ts';
import { listen } from '../../nodes/kit/waiting/doorbell.ts';

test('waits whose time is over take no memory, also where no trigger ever rings', () => {
	const bells = perProcess('bells.v1', () => new Map<string, Map<string, number>>());
	const soon = Date.now() + 60_000;
	listen('pact', '1', 'http://n8n.example/over', 0);
	listen('pact', '2', 'http://n8n.example/also-over', 0);
	listen('pact', '2', 'http://n8n.example/waits', soon);
	listen('pact', '3', 'http://n8n.example/waits-too', soon);
	expect([...bells].map(([whose, addresses]) => [whose, [...addresses.keys()]])).toEqual([
		['pact 2', ['http://n8n.example/waits']],
		['pact 3', ['http://n8n.example/waits-too']],
	]);
});
