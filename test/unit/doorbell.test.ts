import { perProcess } from '../../nodes/kit/shared.ts';
import { listen } from '../../nodes/kit/waiting/doorbell.ts';

test('who waited in vain, or was answered in another process, is not remembered for ever', () => {
	const bells = perProcess('bells.v1', () => new Map<string, Map<string, number>>());
	for (let customer = 0; customer < 100; customer++) {
		listen('pact', String(customer), 'http://n8n.example/1', Date.now() - 1);
	}
	const until = Date.now() + 60_000;
	listen('pact', '7', 'http://n8n.example/2', until);
	listen('pact', '8', 'http://n8n.example/3', until);
	expect([...bells]).toEqual([
		['pact 7', new Map([['http://n8n.example/2', until]])],
		['pact 8', new Map([['http://n8n.example/3', until]])],
	]);
});
