exports.Ask = class {
	description = {
		...{ name: 'ask', displayName: 'Ask', group: ['transform'], version: 1, description: 'Waits for an answer' },
		...{ defaults: { name: 'Ask' }, inputs: ['main'], outputs: ['main'], properties: [] },
		webhooks: [{ name: 'default', httpMethod: 'POST', path: '', restartWebhook: true, responseMode: 'onReceived' }],
	};
	async execute() {
		await this.putExecutionToWait(new Date(Date.now() + 60_000));
		// n8n takes the input instead when nobody has answered in time
		return [this.getInputData()];
	}
	async webhook() {
		return { workflowData: [[{ json: this.getBodyData() }]] };
	}
};
