'use strict';

// The engine tests run with the n8n of a folder in test/lines/ too, where the package and the harness are installed
const { N8N_LINE } = process.env;
const harness = N8N_LINE ? `<rootDir>/test/lines/${N8N_LINE}/node_modules/n8n-node-harness` : 'n8n-node-harness';

const project = (name, options) => ({
	displayName: name,
	// One folder each: the playground holds a complete n8n, which Jest would walk first
	roots: [`<rootDir>/test/${name}`],
	testMatch: ['**/*.test.ts'],
	testEnvironment: 'node',
	transform: {
		'\\.ts$': [
			'@swc/jest',
			{
				jsc: { target: 'es2024', parser: { syntax: 'typescript' } },
				module: { type: 'commonjs' },
				sourceMaps: 'inline',
			},
		],
	},
	...options,
});

module.exports = {
	testTimeout: 60_000,
	// Most of the time the engine tests wait, as nodes do that keep a rate; live tests run one by one all the same
	maxWorkers: 4,
	projects: [
		project('unit'),
		project('engine', {
			testEnvironment: `${harness}/jest-environment`,
			moduleNameMapper: { '^n8n-node-harness$': harness },
			testPathIgnorePatterns: [N8N_LINE === '1.x' ? 'waiting\\.test' : 'waiting\\.1x\\.test'],
		}),
		project('harness', {
			roots: ['<rootDir>/packages/n8n-node-harness'],
			testEnvironment: 'n8n-node-harness/jest-environment',
		}),
		project('sandbox'),
		project('live', { setupFilesAfterEnv: ['<rootDir>/tools/jest.live.js'] }),
		project('coverage'),
		project('faults'),
	],
};
