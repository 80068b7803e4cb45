/** A value the user entered that cannot be sent; `message` names the field by its label and says what is expected. */
export class InputError extends Error {
	readonly description?: string;

	constructor(message: string, description?: string) {
		super(message);
		this.description = description;
	}
}

/** A field that must have a value and has none. */
export class EmptyInput extends InputError {
	readonly label: string;

	constructor(label: string, description: string) {
		super(`'${label}' is empty`, description);
		this.label = label;
	}
}
