/** Makes an element; text is always set as text, never as markup. */
export function element(tag, properties = {}, ...children) {
	const node = document.createElement(tag);
	for (const [name, value] of Object.entries(properties)) {
		if (name in node) node[name] = value;
		else node.setAttribute(name, value);
	}
	node.append(...children.filter((child) => child !== null));
	return node;
}

export function drawing(path, viewBox = '0 0 24 24') {
	const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
	svg.setAttribute('viewBox', viewBox);
	svg.setAttribute('aria-hidden', 'true');
	const line = document.createElementNS('http://www.w3.org/2000/svg', 'path');
	line.setAttribute('d', path);
	svg.append(line);
	return svg;
}

/** Makes a list show the items, keeping the nodes of those that did not change: no flicker, focus and scroll stay. */
export function show(list, items, { key, render }) {
	const old = new Map([...list.children].map((node) => [node.dataset.key, node]));
	const nodes = items.map((item) => {
		const version = JSON.stringify(item);
		const known = old.get(key(item));
		if (known?.dataset.version === version) return known;
		const node = render(item);
		Object.assign(node.dataset, { key: key(item), version });
		return node;
	});
	const kept = new Set(nodes);
	for (const node of old.values()) if (!kept.has(node)) node.remove();
	nodes.forEach((node, index) => {
		if (list.children[index] !== node) list.insertBefore(node, list.children[index] ?? null);
	});
}
