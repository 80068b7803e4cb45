/** The digits of what looks like a phone number, however it is spelled; undefined for anything else. */
export function digitsOf(text: string): string | undefined {
	if (!/^\s*\+?[\d\s().\u2010-\u2015-]+$/.test(text)) return undefined;
	const digits = text.replace(/\D/g, '');
	if (digits.length < 3) return undefined;
	// Russians write 8 for +7
	return /^8\d{10}$/.test(digits) ? `7${digits.slice(1)}` : digits;
}

/** A phone number as a person writes it, e.g. `+7 925 000-00-01`; `phone` is digits, with or without a plus. */
export function spelled(phone: string): string {
	const digits = phone.replace(/^\+/, '');
	const russian = /^7(\d{3})(\d{3})(\d{2})(\d{2})$/.exec(digits);
	return russian ? `+7 ${russian[1]} ${russian.slice(2).join('-')}` : `+${digits}`;
}
