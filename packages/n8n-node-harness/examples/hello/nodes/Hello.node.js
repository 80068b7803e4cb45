exports.Hello = class {
	description = {
		...{ name: 'hello', displayName: 'Hello', group: ['transform'], version: 1, description: 'Greets everybody' },
		...{ defaults: { name: 'Hello' }, inputs: ['main'], outputs: ['main'] },
		properties: [{ displayName: 'Name', name: 'name', type: 'string', default: 'World' }],
	};
	async execute() {
		const greet = (item) => ({ text: `Hello ${this.getNodeParameter('name', item)}` });
		return [this.getInputData().map((_, item) => ({ json: greet(item), pairedItem: { item } }))];
	}
};
