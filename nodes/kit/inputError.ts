/** A value the user entered that cannot be sent; `message` names the field by its label and says what is expected. */
export class InputError extends Error {
	readonly description?: string;

	constructor(message: string, description?: string) {
		super(message);
		this.description = description;
	}
}
