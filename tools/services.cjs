'use strict';

// The services of the built package, for the tools that describe or check them.
exports.services = () => require('../dist/nodes/services.js').services;
