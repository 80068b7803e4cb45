import { redactor } from '../../nodes/kit/client/redactor';

test('no secret of a credential survives in a text, plain or URL-encoded', () => {
	const { learn, redact } = redactor(['baseUrl', 'username']);
	learn({ accessKey: 'vb_a+b/c=', baseUrl: 'https://api.example.com', username: 'annabel' });
	expect(redact('GET https://api.example.com/x?accesskey=vb_a%2Bb%2Fc%3D (vb_a+b/c=) for annabel')).toBe(
		'GET https://api.example.com/x?accesskey=*** (***) for annabel',
	);
});
