'use strict';

// Jest takes `testTimeout` for all projects together only, and the live tests start a whole n8n and a browser
jest.setTimeout(5 * 60_000);
