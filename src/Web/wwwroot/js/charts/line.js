// Lines over one axis, with bands, gaps and a window.
import { amount, digitsFor, heading, position } from "./numbers.js";
import { axisOf, textOf, tooltipBox, tooltipOf } from "./theme.js";
import { isFollowing, join, layerOf } from "./deck.js";
import { moveByKeys, selectByMouse } from "./zoom.js";

/** What an update replaces as a whole; the rest is merged, so that a tooltip stays open. */
export const replaced = ["series"];

/** Every line brings x, y and the edges of its band. */
export function unpack(header, next) {
  const series = header.series.map((line) => ({
    ...line,
    x: next(line.count),
    y: next(line.count),
    ...(line.band && { low: next(line.count), high: next(line.count) }),
  }));
  return { ...header, series };
}

export function interact(view) {
  const zoom = (from, to) => view.page.invokeMethodAsync("ZoomAsync", from, to);
  selectByMouse(view, zoom);
  moveByKeys(view, zoom);
  return join(view, (tag) => {
    const series = (view.drawn?.series ?? []).flatMap((line) => {
      const opacity = opacityOf(line, tag);
      const stroke = { id: line.key, lineStyle: { opacity }, itemStyle: { opacity } };
      return line.band ? [{ id: `${line.key}/band`, itemStyle: { opacity } }, stroke] : [stroke];
    });
    view.chart.setOption({ series });
  });
}

/** One row a point: the line, its position and its value; what a band reaches stands beside. */
export function tableOf({ series, axis }) {
  const place = (x) => (axis === "WallTime" ? new Date(x).toISOString() : x);
  const rows = series
    .filter((line) => line.label !== "")
    .flatMap((line) => Array.from(line.x, (x, i) => [line.label, place(x), line.y[i], line.low?.[i], line.high?.[i]]));
  return [["line", axis.toLowerCase(), "value", "low", "high"], ...rows];
}

export function optionOf({ series, axis, unit, log, logX, from, to, low, high }, colour, view) {
  const digits = digitsFor(low == null ? series.map((line) => line.y) : [[low, high]]);
  const text = textOf(colour);
  return {
    animation: false,
    grid: { left: 8, right: 16, top: 14, bottom: 6, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
    textStyle: text,
    tooltip: {
      ...tooltipOf(colour),
      trigger: "axis",
      axisPointer: { type: "line", lineStyle: { color: colour("--text-faint"), type: "dashed", width: 1 } },
      formatter: (points) => {
        const shown = points.filter((p) => p.seriesType === "line" && Number.isFinite(p.value[1]) && p.seriesName !== "");
        const small = isFollowing(view);
        const most = small ? 6 : 14;
        const rows = shown.slice(0, most).map((p) => ({ colour: p.color, name: p.seriesName, value: amount(p.value[1], unit, small ? 4 : 5) }));
        return tooltipBox(heading(points[0].axisValue, axis), rows, { rest: shown.length - most, small });
      },
      extraCssText: layerOf(view),
      // Beside the cursor, on the side where there is more of the chart; what follows another chart does not reach beyond its own.
      position: ([x], _, box, __, { viewSize: [all] }) => {
        const width = box.offsetWidth;
        const left = x < all / 2 ? x + 16 : x - width - 16;
        return [isFollowing(view) ? Math.min(Math.max(0, left), Math.max(0, all - width)) : left, 4];
      },
    },
    xAxis: {
      ...axisOf(colour, false),
      type: axis === "WallTime" ? "time" : logX ? "log" : "value",
      min: from ?? "dataMin",
      max: to ?? "dataMax",
      splitNumber: 4,
      minInterval: axis === "Step" || axis === "Images" ? 1 : undefined,
      // The first label is where the data begin, maybe close to the first round number.
      axisLabel: { ...text, hideOverlap: true, minMargin: 12, ...(axis !== "WallTime" && { formatter: (value) => position(value, axis) }) },
    },
    yAxis: {
      ...axisOf(colour, true),
      type: log ? "log" : "value",
      scale: true,
      min: low ?? null,
      // A rate that never left 0 has no reason to reach up to 100 %.
      max: high ?? (unit === "fraction" && series.every((line) => line.y.every((value) => value === 0)) ? 0.01 : null),
      splitNumber: 4,
      // Where outliers are left out the axis ends at no round number.
      axisLabel: { ...text, hideOverlap: true, minMargin: 8, showMinLabel: low == null, showMaxLabel: high == null, formatter: (value) => amount(value, unit, digits) },
    },
    series: series.flatMap((line) => {
      const drawable = (i) => Number.isFinite(line.y[i]) && (!log || line.y[i] > 0);
      const places = Array.from(line.x.keys()).filter((i) => !logX || line.x[i] > 0);
      const drawn = lineOf(line, places.map((i) => [line.x[i], drawable(i) ? line.y[i] : NaN]), colour(line.colour), view.tag);
      return line.band ? [bandOf(line, places.filter((i) => !log || line.low[i] > 0), colour, view), drawn] : [drawn];
    }),
  };
}

/** Lines without the tag in force step back. */
function opacityOf(line, tag) {
  const own = line.stroke === "Faint" ? 0.25 : line.stroke === "Pale" ? 0.5 : 1;
  if (tag === null) return own;
  return line.key === tag || line.tags.includes(tag) ? Math.max(own, line.stroke === "Faint" ? 0.25 : 0.8) : own * 0.12;
}

function lineOf(line, data, ink, tag) {
  const faint = line.stroke === "Faint";
  return {
    id: line.key,
    name: line.label,
    type: "line",
    data,
    color: ink,
    lineStyle: {
      color: ink,
      width: faint ? 1 : 1.75,
      opacity: opacityOf(line, tag),
      type: line.stroke === "Dashed" ? [6, 4] : line.stroke === "Dotted" ? [2, 3] : "solid",
    },
    itemStyle: { opacity: opacityOf(line, tag) },
    showSymbol: !faint && data.length <= 40,
    symbol: "circle",
    symbolSize: 4,
    silent: faint,
    emphasis: { focus: faint ? "none" : "series", lineStyle: { width: 2.5 } },
    z: faint ? 1 : 3,
    markLine: faint ? undefined : gaps(line, ink),
  };
}

/** The band around a line, as one shape: strips of their own would show their seams. */
function bandOf(line, places, colour, view) {
  const data = places.filter((i) => Number.isFinite(line.low[i]) && Number.isFinite(line.high[i])).map((i) => [line.x[i], line.low[i], line.high[i]]);
  return {
    id: `${line.key}/band`,
    name: "",
    type: "custom",
    data,
    dimensions: ["x", "low", "high"],
    encode: { x: 0, y: [1, 2] },
    silent: true,
    clip: true,
    progressive: 0,
    tooltip: { show: false },
    z: 0,
    renderItem: (params, api) => {
      if (params.dataIndexInside > 0) return;
      const upper = data.map(([x, , high]) => api.coord([x, high]));
      const lower = data.map(([x, low]) => api.coord([x, low])).reverse();
      return { type: "polygon", shape: { points: [...upper, ...lower] }, style: { fill: colour(line.colour), opacity: 0.16 * opacityOf(line, view.tag) } };
    },
  };
}

/** A dotted upright where a value was NaN or infinite: the first of each gap. */
function gaps(line, ink) {
  const marks = [];
  for (let i = 0; i < line.x.length && marks.length < 20; i++) {
    if (!Number.isFinite(line.y[i]) && (i === 0 || Number.isFinite(line.y[i - 1]))) {
      marks.push({ xAxis: line.x[i], name: Number.isNaN(line.y[i]) ? "NaN" : "∞" });
    }
  }
  return {
    silent: true,
    symbol: "none",
    data: marks,
    lineStyle: { color: ink, type: [2, 3], width: 1 },
    label: { formatter: "{b}", color: ink, fontSize: 10 },
  };
}
