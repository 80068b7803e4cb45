const assert = require('node:assert/strict');
const { after, before, test } = require('node:test');
const { createEngine } = require('n8n-node-harness');

let engine;

before(async () => {
	engine = await createEngine({ packageRoot: __dirname });
});

after(async () => await engine.close());

test('greets the world', async () => {
	const { items, error } = await engine.run({ type: 'n8n-nodes-hello.hello' });
	assert.equal(error, undefined);
	assert.deepEqual(items, [[{ json: { text: 'Hello World' }, pairedItem: { item: 0 } }]]);
});

test('greets each item by its name', async () => {
	const { items } = await engine.run({
		type: 'n8n-nodes-hello.hello',
		parameters: { name: '={{ $json.name }}' },
		items: [{ json: { name: 'Ann' } }, { json: { name: 'Bob' } }],
	});
	assert.deepEqual(
		items[0].map(({ json }) => json.text),
		['Hello Ann', 'Hello Bob'],
	);
});
