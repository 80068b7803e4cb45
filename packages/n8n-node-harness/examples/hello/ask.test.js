const assert = require('node:assert/strict');
const { after, before, test } = require('node:test');
const { createEngine } = require('n8n-node-harness');

let engine;

before(async () => {
	engine = await createEngine({ packageRoot: __dirname });
});

after(async () => await engine.close());

const ask = async () => await engine.waiting({ node: { type: 'n8n-nodes-hello.ask' } });
const answer = { body: JSON.stringify({ answer: 'Yes' }), headers: { 'content-type': 'application/json' } };

test('sleeps until its address is called, and goes on with what was said', async () => {
	const execution = await ask();
	assert.equal(execution.status, 'waiting');
	assert.equal((await execution.ring(execution.address, answer)).status, 200);
	assert.equal(execution.status, 'success');
	assert.equal(execution.rung, 1);
	assert.deepEqual(execution.behind('Reply'), [{ answer: 'Yes' }]);
});

test('goes on with what came in when the time is over, as in n8n', async () => {
	const execution = await engine.waiting({
		node: { type: 'n8n-nodes-hello.ask' },
		items: [{ json: { asked: 'Ann' } }],
	});
	await execution.wake(1);
	assert.equal(execution.status, 'success');
	assert.deepEqual(execution.behind('Reply'), [{ asked: 'Ann' }]);
});

test('a user may stop it while it sleeps; its address is then of no use', async () => {
	const execution = await ask();
	execution.stop();
	assert.equal((await execution.ring()).status, 409);
	assert.deepEqual(execution.behind('Reply'), []);
});
