'use strict';

const { spawn } = require('node:child_process');
const { rm } = require('node:fs/promises');
const { parseArgs } = require('node:util');
const { dest, parallel, series, src } = require('gulp');

const node = (script, parameters = [], env = {}) =>
	spawn(process.execPath, [require.resolve(script), ...parameters], {
		stdio: 'inherit',
		env: { ...process.env, ...env },
	});

const clean = () => rm('dist', { recursive: true, force: true });
const compile = () => node('typescript/bin/tsc');
const harness = () => node('typescript/bin/tsc', ['-p', 'packages/n8n-node-harness']);

// Each folder by its own glob: one with braces in front would walk node_modules too.
// `encoding: false`: without it a PNG would be read as text and come out broken.
const folders = ['nodes', 'credentials', 'icons'];
const assets = () =>
	src([...folders.map((folder) => `${folder}/**/*.{svg,png}`), 'nodes/**/*.node.json'], {
		base: '.',
		encoding: false,
	}).pipe(dest('dist'));

// With dist/known and dist/types n8n starts without loading the package's code
const metadata = () => node('n8n-core/bin/generate-metadata');

async function packages() {
	const { emit, singlePackages } = await import('./tools/singlePackages.mjs');
	for (const folder of await singlePackages()) await emit(folder);
}

async function tarball() {
	const { pack } = await import('./tools/pack.mjs');
	const { values } = parseArgs({ options: { to: { type: 'string' } }, strict: false });
	console.log(await pack(values.to));
}

// The tests that compare what is generated with what is there write it instead
const pages = () => node('jest/bin/jest', ['--selectProjects', 'coverage'], { UPDATE_DOCS: '1' });

exports.build = series(clean, parallel(compile, harness), assets, metadata, packages);
exports.pack = series(exports.build, tarball);
exports.docs = series(exports.build, pages);
exports.default = exports.build;
