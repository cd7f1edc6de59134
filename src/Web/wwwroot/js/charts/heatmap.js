// Rows over stretches of steps, each cell a colour.
import { amount, position } from "./numbers.js";
import { axisOf, textOf, tooltipBox, tooltipOf } from "./theme.js";

export const replaced = ["series"];

/** The starts of the stretches, then the values row by row. */
export function unpack(header, next) {
  return { ...header, starts: next(header.columns), values: next(header.columns * header.rows.length) };
}

/** Arrows move from cell to cell. */
export function interact(view) {
  let [row, column] = [0, -1];
  view.element.addEventListener("keydown", (event) => {
    const moves = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
    if (!(event.key in moves) || !view.drawn?.rows.length || event.ctrlKey || event.metaKey || event.altKey) return;
    const { rows, columns } = view.drawn;
    row = Math.min(rows.length - 1, Math.max(0, row + moves[event.key][0]));
    column = Math.min(columns - 1, Math.max(0, column + moves[event.key][1]));
    view.chart.dispatchAction({ type: "showTip", seriesIndex: 0, dataIndex: row * columns + column });
    event.preventDefault();
  });
}

export function tableOf({ rows, columns, starts, values, title }) {
  const cells = Array.from(values, (value, i) => [rows[Math.floor(i / columns)], starts[i % columns], Number.isNaN(value) ? "" : value]);
  return [["tensor", "from step", title], ...cells];
}

export function optionOf(drawn, colour) {
  const { rows, columns, starts, values, title, unit } = drawn;
  const text = textOf(colour);
  const known = values.filter(Number.isFinite);
  const [low, high] = [known.reduce((a, b) => Math.min(a, b), Infinity), known.reduce((a, b) => Math.max(a, b), -Infinity)];
  return {
    animation: false,
    textStyle: text,
    grid: { left: 8, right: 16, top: 34, bottom: 6, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
    tooltip: {
      ...tooltipOf(colour),
      trigger: "item",
      formatter: ({ value: [column, row, value] }) => tooltipBox(stretch(drawn, column), [{ name: rows[row], value: amount(value, unit, 4) }]),
    },
    visualMap: {
      type: "continuous",
      min: known.length > 0 ? low : 0,
      max: known.length > 0 ? (high > low ? high : low + 1) : 1,
      orient: "horizontal",
      right: 12,
      top: 0,
      itemWidth: 10,
      itemHeight: 140,
      text: [high > low ? amount(high, unit, 3) : "", known.length > 0 ? amount(low, unit, 3) : ""],
      textStyle: text,
      inRange: { color: [0, 1, 2, 3, 4].map((shade) => colour(`--heat-${shade}`)) },
    },
    xAxis: {
      ...axisOf(colour, false),
      type: "category",
      data: Array.from(starts, (step) => position(step, "Step")),
      axisLabel: { ...text, hideOverlap: true },
    },
    yAxis: {
      ...axisOf(colour, false),
      type: "category",
      inverse: true,
      data: rows,
      axisLabel: { ...text, fontFamily: "JetBrains Mono, monospace", fontSize: 10, interval: 0, width: 190, overflow: "truncate" },
    },
    series: [
      {
        id: title,
        type: "heatmap",
        data: Array.from(values, (value, i) => [i % columns, Math.floor(i / columns), Number.isNaN(value) ? "-" : value]),
        emphasis: { itemStyle: { borderColor: colour("--text"), borderWidth: 1 } },
      },
    ],
  };
}

/** A step by itself, or from where to where. */
function stretch({ starts, end }, column) {
  const from = Math.ceil(starts[column]);
  const to = column + 1 < starts.length ? Math.ceil(starts[column + 1]) - 1 : end;
  return starts.every(Number.isInteger) || from >= to ? `step ${position(from, "Step")}` : `steps ${position(from, "Step")} to ${position(to, "Step")}`;
}
