import { parse, View } from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';

/** A chart as SVG, on white: pages are read on dark screens too. */
export async function svgOf(chart: TopLevelSpec): Promise<string> {
	const { spec } = compile({ background: 'white', config: { font: 'sans-serif' }, padding: 10, ...chart });
	const view = new View(parse(spec), { renderer: 'none' });
	const svg = await view.toSVG();
	view.finalize();
	return svg;
}
