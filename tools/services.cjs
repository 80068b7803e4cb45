'use strict';

// The services of the built package, for the tools that describe or check them.
exports.services = () => [
	{
		key: 'pact',
		service: require('../dist/nodes/Pact/service.js').pact,
		trigger: require('../dist/nodes/Pact/events.js').triggerFields,
	},
	{
		key: 'voipbin',
		service: require('../dist/nodes/Voipbin/service.js').voipbin,
		trigger: require('../dist/nodes/Voipbin/caller.js').caller.fields,
	},
	{
		key: 'nexora',
		service: require('../dist/nodes/Nexora/service.js').nexora,
		trigger: require('../dist/nodes/Nexora/poller.js').poller.fields,
	},
];
