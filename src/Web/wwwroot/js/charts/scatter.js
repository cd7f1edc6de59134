// A point for each item, over two axes.
import { digitsFor } from "./numbers.js";
import { axisOf, textOf, tooltipOf } from "./theme.js";
import { join } from "./deck.js";
import { opacityOf, pick, tooltipFor, wholeNumbers, wordsOf } from "./items.js";
export { tableOf, unpack } from "./items.js";

export const replaced = ["series"];

export function interact(view) {
  pick(view, ({ items }) => [...items.keys()].sort((a, b) => items[a].values[0] - items[b].values[0]));
  return join(view, () => view.chart.setOption({ series: seriesOf(view.drawn, view.ink, view.tag) }));
}

export function optionOf(drawn, colour, view) {
  const text = textOf(colour);
  view.ink = colour;
  return {
    animation: false,
    textStyle: text,
    ...axesOf(drawn, colour),
    tooltip: { ...tooltipOf(colour), trigger: "item", formatter: ({ dataIndex }) => tooltipFor(drawn, dataIndex) },
    series: seriesOf(drawn, colour, view.tag),
  };
}

/** The first axis across and the second upwards, and room for their names. */
export function axesOf(drawn, colour) {
  const [across, upwards] = drawn.axes;
  const text = textOf(colour);
  const axis = (own, dim) => {
    const digits = digitsFor([drawn.items.map((item) => item.values[dim])]);
    return {
      ...axisOf(colour, dim === 1),
      type: own.names ? "category" : own.log ? "log" : "value",
      data: own.names ?? undefined,
      scale: true,
      boundaryGap: own.names ? true : ["4%", "4%"],
      splitNumber: 5,
      minInterval: wholeNumbers(drawn, dim) ? 1 : undefined,
      axisLabel: { ...text, hideOverlap: true, ...(!own.names && { formatter: (value) => wordsOf(own, Number(value.toPrecision(digits))) }) },
    };
  };
  return {
    grid: { left: 8, right: 24, top: 28, bottom: 26, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
    xAxis: { ...axis(across, 0), name: across.title, nameLocation: "middle", nameGap: 26 },
    yAxis: { ...axis(upwards, 1), name: upwards.title, nameLocation: "end", nameTextStyle: { ...text, align: "left" } },
  };
}

export function seriesOf({ items }, colour, tag) {
  return [
    {
      id: "items",
      type: "scatter",
      symbolSize: 11,
      emphasis: { scale: 1.5 },
      data: items.map((item) => ({
        value: item.values,
        itemStyle: { color: colour(item.colour), opacity: opacityOf(item, tag, 0.8), borderColor: colour("--surface"), borderWidth: 1 },
      })),
    },
  ];
}
