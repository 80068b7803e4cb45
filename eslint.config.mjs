import eslint from '@eslint/js';
import { n8nCommunityNodesPlugin } from '@n8n/eslint-plugin-community-nodes';
import { defineConfig, globalIgnores } from 'eslint/config';
import n8nNodesPlugin from 'eslint-plugin-n8n-nodes-base';
import tseslint from 'typescript-eslint';

const nodes = ['nodes/**/*.ts'];
const credentials = ['credentials/**/*.ts'];
const node = Object.fromEntries(
	'AbortController AbortSignal Buffer URL clearInterval clearTimeout console fetch process setInterval setTimeout'
		.split(' ')
		.map((name) => [name, 'readonly']),
);

export default defineConfig(
	globalIgnores(['**/dist/', 'playground/.data/', '**/node_modules/']),
	{ linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },
	{
		files: ['**/*.{js,cjs,mjs}'],
		extends: [eslint.configs.recommended],
		languageOptions: { globals: node },
	},
	{ files: ['*.js', 'tools/*.{js,cjs}', 'packages/**/*.js'], languageOptions: { sourceType: 'commonjs' } },
	{ files: ['packages/**/*.js'], languageOptions: { globals: { __dirname: 'readonly' } } },
	{ files: ['tools/jest.*.js'], languageOptions: { globals: { jest: 'readonly' } } },
	// Pages of the sandbox: the browser has too many names to list
	{ files: ['sandbox/**/*.js'], rules: { 'no-undef': 'off' } },
	{
		files: ['**/*.ts'],
		extends: [eslint.configs.recommended, tseslint.configs.recommendedTypeChecked],
		languageOptions: { parserOptions: { project: './tsconfig.test.json', tsconfigRootDir: import.meta.dirname } },
		rules: {
			// n8n asks for promises, gives values of any JSON type, and its helpers need no `this`
			'@typescript-eslint/require-await': 'off',
			'@typescript-eslint/no-base-to-string': 'off',
			'@typescript-eslint/unbound-method': 'off',
		},
	},
	{
		files: ['sandbox/**/*.ts', 'test/**/*.ts', 'playground/**/*.ts', 'bench/**/*.ts', 'packages/**/*.ts'],
		rules: {
			// They read JSON whose shape they then check
			'@typescript-eslint/no-unsafe-argument': 'off',
			'@typescript-eslint/no-unsafe-assignment': 'off',
			'@typescript-eslint/no-unsafe-call': 'off',
			'@typescript-eslint/no-unsafe-member-access': 'off',
			'@typescript-eslint/no-unsafe-return': 'off',
		},
	},
	// What n8n checks a community package with, as in its own `n8n-node lint`
	{
		files: [...nodes, ...credentials, 'package.json'],
		extends: [n8nCommunityNodesPlugin.configs.recommended],
		plugins: { 'n8n-nodes-base': n8nNodesPlugin },
	},
	{
		files: ['package.json'],
		languageOptions: { parser: tseslint.parser, parserOptions: { extraFileExtensions: ['.json'] } },
		rules: n8nNodesPlugin.configs.community.rules,
	},
	{
		files: [...nodes, ...credentials],
		languageOptions: { parserOptions: { project: './tsconfig.json' } },
		rules: { 'no-console': 'error' },
	},
	{
		files: credentials,
		rules: {
			...n8nNodesPlugin.configs.credentials.rules,
			// These two are for n8n's own packages; the community rules check the same better
			'n8n-nodes-base/cred-class-field-documentation-url-miscased': 'off',
			'n8n-nodes-base/cred-class-field-type-options-password-missing': 'off',
		},
	},
	{
		files: nodes,
		rules: {
			...n8nNodesPlugin.configs.nodes.rules,
			// n8n's own set leaves these out: connections are a constant now, and an API may have a real maximum
			'n8n-nodes-base/node-class-description-inputs-wrong-regular-node': 'off',
			'n8n-nodes-base/node-class-description-outputs-wrong': 'off',
			'n8n-nodes-base/node-param-type-options-max-value-present': 'off',
		},
	},
);
