// A surface over two axes: bands of equal height as areas, and the points that it goes through.
import { join } from "./deck.js";
import * as points from "./items.js";
import { axesOf, seriesOf } from "./scatter.js";
import { textOf, tooltipOf } from "./theme.js";
import { amount } from "./numbers.js";

export const replaced = ["series"];
export { tableOf } from "./items.js";

/** The points, then the corners of each patch of a band. */
export function unpack({ items, levels, bands, corners }, next) {
  return { ...points.unpack(items, next), levels, patches: bands.map((band, i) => ({ band, corners: next(2 * corners[i]) })) };
}

export function interact(view) {
  points.pick(view, ({ items }) => [...items.keys()].sort((a, b) => items[a].values[0] - items[b].values[0]));
  return join(view, () => view.chart.setOption({ series: [...seriesOf(view.drawn, view.ink, view.tag)] }));
}

export function optionOf(drawn, colour, view) {
  const { levels, patches, axes } = drawn;
  const text = textOf(colour);
  const { unit, title } = axes[2];
  view.ink = colour;
  const framed = axesOf(drawn, colour);
  return {
    animation: false,
    textStyle: text,
    ...framed,
    grid: { ...framed.grid, top: 44 },
    tooltip: { ...tooltipOf(colour), trigger: "item", formatter: ({ dataIndex }) => points.tooltipFor(drawn, dataIndex) },
    visualMap: {
      type: "continuous",
      seriesIndex: 1,
      dimension: 2,
      min: levels[0],
      max: levels[levels.length - 1],
      orient: "horizontal",
      right: 12,
      top: 0,
      itemWidth: 10,
      itemHeight: 140,
      text: [`${amount(levels[levels.length - 1], unit, 3)}   ${title}`, amount(levels[0], unit, 3)],
      textStyle: text,
      hoverLink: false,
      inRange: { color: [0, 1, 2, 3, 4].map((shade) => colour(`--heat-${shade}`)) },
    },
    series: [
      ...seriesOf(drawn, colour, view.tag).map((series) => ({ ...series, z: 3 })),
      {
        id: "bands",
        type: "custom",
        silent: true,
        tooltip: { show: false },
        data: patches.map(({ band, corners }) => [corners[0], corners[1], (levels[band] + levels[band + 1]) / 2]),
        renderItem: ({ dataIndex }, api) => {
          const { corners } = patches[dataIndex];
          const outline = Array.from({ length: corners.length / 2 }, (_, i) => api.coord([corners[2 * i], corners[2 * i + 1]]));
          const fill = api.visual("color");
          // A line of its own colour closes the hairline between neighbours.
          return { type: "polygon", shape: { points: outline }, style: { fill, stroke: fill, lineWidth: 1 } };
        },
      },
    ],
  };
}
