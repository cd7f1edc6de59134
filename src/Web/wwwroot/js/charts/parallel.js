// Parallel coordinates: upright axes beside each other, and a line for each item across them.
import { digitsFor } from "./numbers.js";
import { axisOf, textOf, tooltipOf } from "./theme.js";
import { join } from "./deck.js";
import { opacityOf, pick, tooltipFor, wholeNumbers, wordsOf } from "./items.js";
export { tableOf, unpack } from "./items.js";

export const replaced = ["series", "parallelAxis"];

export function interact(view) {
  view.chart.on("axisAreaSelected", ({ parallelAxisId, intervals, own }) => {
    if (own) return;
    const [from, to] = intervals?.[0] ?? [null, null];
    view.page.invokeMethodAsync("BrushAsync", parallelAxisId, from, to);
  });
  pick(view, (drawn) => [...drawn.items.keys()]);
  return join(view, () => view.chart.setOption({ series: seriesOf(view.drawn, view.ink, view.tag) }));
}

/** What the page keeps is shown on the axes, whoever asked for it. */
export function drawn(view) {
  view.kept ??= new Map();
  for (const { key, from, to } of view.drawn.axes) {
    const words = from == null ? undefined : `${from} ${to}`;
    if (view.kept.get(key) === words) continue;
    view.kept.set(key, words);
    view.chart.dispatchAction({ type: "axisAreaSelect", parallelAxisId: key, intervals: from == null ? [] : [[from, to]], own: true });
  }
  paint(view);
}

/** The library knows its own colour for areas that it is told of, whatever their axis says. */
function paint({ chart, ink }) {
  for (const shape of chart.getZr().storage.getDisplayList()) {
    if (shape.name === "main") shape.setStyle({ fill: ink("--accent"), stroke: ink("--accent"), opacity: 0.25, lineWidth: 1 });
  }
}

export function optionOf(drawn, colour, view) {
  const text = textOf(colour);
  view.ink = colour;
  return {
    animation: false,
    textStyle: text,
    tooltip: { ...tooltipOf(colour), trigger: "item", formatter: ({ dataIndex }) => tooltipFor(drawn, dataIndex) },
    parallel: { left: 48, right: 72, top: 36, bottom: 16, axisExpandable: false },
    parallelAxis: drawn.axes.map((axis, dim) => {
      const digits = digitsFor([drawn.items.map((item) => item.values[dim])]);
      return {
        ...axisOf(colour, false),
        id: axis.key,
        dim,
        name: axis.title,
        nameLocation: "end",
        nameTextStyle: { ...text, color: colour("--text-soft"), fontSize: 12 },
        nameTruncate: { maxWidth: Math.max(60, view.element.clientWidth / drawn.axes.length - 16) },
        type: axis.names ? "category" : axis.log ? "log" : "value",
        data: axis.names ?? undefined,
        scale: true,
        splitNumber: 4,
        realtime: false,
        minInterval: wholeNumbers(drawn, dim) ? 1 : undefined,
        areaSelectStyle: { width: 18, borderColor: colour("--accent"), borderWidth: 1, color: colour("--accent"), opacity: 0.25 },
        axisLabel: {
          ...text,
          color: colour("--text-soft"),
          textBorderColor: colour("--surface"),
          textBorderWidth: 3,
          hideOverlap: true,
          formatter: axis.names ? shortened : (value) => wordsOf(axis, Number(value.toPrecision(digits))),
        },
      };
    }),
    series: seriesOf(drawn, colour, view.tag),
  };
}

const shortened = (name) => (name.length > 14 ? `${name.slice(0, 13)}…` : name);

function seriesOf({ items, axes }, colour, tag) {
  return [
    {
      id: "items",
      type: "parallel",
      lineStyle: { width: 1.75, opacity: 0.75 },
      inactiveOpacity: 0.06,
      activeOpacity: 0.9,
      emphasis: { lineStyle: { width: 3, opacity: 1 } },
      data: items.map((item) => ({
        value: item.values.map((value, i) => (Number.isNaN(value) ? "-" : axes[i].names ? axes[i].names[value] : value)),
        lineStyle: { color: colour(item.colour), opacity: opacityOf(item, tag, 0.75) },
      })),
    },
  ];
}
