'use strict';

const { TestEnvironment } = require('jest-environment-node');

// Jest runs tests in a realm of their own, where Node's errors are not `instanceof Error` and a package's `import()`
// fails. n8n and the nodes must not notice a test runner: the engine is loaded with this `require` of the outer realm.
module.exports = class extends TestEnvironment {
	constructor(...parameters) {
		super(...parameters);
		this.global.requireOutsideJest = require;
	}
};
