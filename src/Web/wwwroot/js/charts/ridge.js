// Histograms of magnitudes, one before the other over the steps: values that are zero at the left, those at the format's bounds at the right.
import { position } from "./numbers.js";
import { axisOf, textOf, tooltipBox, tooltipOf } from "./theme.js";

export const replaced = ["series"];

// Rows that the highest ridge reaches over, and how far zeros and saturated values stand from the magnitudes.
const OVERLAP = 3.2;
const APART = 1.6;

// Pixels above the rows.
const TOP = 46;

/** Of each ridge what stands before its shares, then the share of each octave. */
export function unpack(header, next) {
  const ridges = header.lengths.map((length) => {
    const [step, low, high, zeros, saturated, first] = next(6);
    return { step, low, high, zeros, saturated, first, shares: next(length) };
  });
  return { ...header, ridges };
}

/** Arrows move from step to step. */
export function interact(view) {
  let at = -1;
  view.element.addEventListener("keydown", (event) => {
    const count = view.drawn?.ridges.length ?? 0;
    const moves = { ArrowUp: -1, ArrowLeft: -1, ArrowDown: 1, ArrowRight: 1, Home: -count, End: count };
    if (!(event.key in moves) || count === 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    at = Math.min(count - 1, Math.max(0, at + moves[event.key]));
    view.chart.dispatchAction({ type: "showTip", seriesIndex: 0, dataIndex: at });
    event.preventDefault();
  });
}

export function tableOf({ ridges }) {
  const rows = ridges.flatMap(({ step, zeros, saturated, first, shares }) => [
    [step, "zero", zeros],
    ...Array.from(shares, (share, k) => [step, first + k, share]),
    [step, "saturated", saturated],
  ]);
  return [["step", "log2 of the magnitude", "share of the values"], ...rows];
}

export function optionOf(drawn, colour) {
  const { ridges, from, to } = drawn;
  const text = textOf(colour);
  const [low, high] = [from - 2 * APART, to + 2 * APART];
  return {
    animation: false,
    textStyle: text,
    grid: { left: 8, right: 12, top: TOP, bottom: 26, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
    tooltip: { ...tooltipOf(colour), trigger: "item", formatter: ({ dataIndex }) => tooltipFor(ridges[dataIndex]) },
    xAxis: {
      ...axisOf(colour, false),
      type: "value",
      min: low,
      max: high,
      name: "magnitude |x|",
      nameLocation: "middle",
      nameGap: 26,
      axisLine: { show: false },
      axisLabel: {
        ...text,
        hideOverlap: true,
        customValues: marksOf(from, to),
        formatter: (value) => (value < from ? "zero" : value > to ? "saturated" : `2${superscript(value)}`),
      },
      splitLine: { show: true, lineStyle: { color: colour("--line") } },
    },
    yAxis: { ...axisOf(colour, false), type: "category", inverse: true, data: ridges.map(({ step }) => position(step, "Step")), axisLine: { show: false }, axisLabel: { ...text, hideOverlap: true } },
    series: [
      {
        id: "ridges",
        type: "custom",
        clip: false,
        encode: { x: 0, y: 1 },
        data: ridges.map((ridge, row) => [middleOf(ridge, from, to), row]),
        renderItem: ({ dataIndex }, api) => ridgeOf(drawn, dataIndex, api, colour),
      },
    ],
  };
}

function ridgeOf({ ridges, from, to, highest, colour: hue }, row, api, colour) {
  const ridge = ridges[row];
  // Few rows are high ones: the first may not leave the picture.
  const height = api.size([0, 1])[1];
  const rise = Math.min(height * OVERLAP, height / 2 + TOP - 10) / highest;
  const at = (x, share) => {
    const [left, top] = api.coord([x, row]);
    return [left, top - share * rise];
  };
  const { first, shares } = ridge;
  const crest = [at(first - 0.5, 0), ...Array.from(shares, (share, k) => at(first + k + 0.5, share)), at(first + shares.length + 0.5, 0)];
  const bar = (x, share, fill) => {
    const [[left, top], [right, bottom]] = [at(x - 0.5, share), at(x + 0.5, 0)];
    return { type: "rect", shape: { x: left, y: top, width: right - left, height: bottom - top }, style: { fill, opacity: 0.5 } };
  };
  const line = (x1, x2, style) => ({ type: "line", shape: segment(at(x1, 0), at(x2, 0)), style });
  const known = Number.isFinite(ridge.high);
  return {
    type: "group",
    children: [
      line(from - 2 * APART, to + 2 * APART, { stroke: colour("--line"), lineWidth: 1 }),
      ...(shares.length > 0
        ? [
            { type: "polygon", shape: { points: crest }, style: { fill: colour("--surface"), opacity: 0.85 } },
            { type: "polygon", shape: { points: crest }, style: { fill: colour(hue), opacity: 0.22 } },
            { type: "polyline", shape: { points: crest }, style: { stroke: colour(hue), fill: "none", lineWidth: 1.3 } },
          ]
        : []),
      // What the format can hold at this step.
      ...(known ? [line(Math.max(from - 0.5, ridge.low), Math.min(to + 0.5, ridge.high), { stroke: colour(hue), lineWidth: 2 })] : []),
      ...(ridge.zeros > 0 ? [bar(from - APART, ridge.zeros, colour("--text-faint"))] : []),
      ...(ridge.saturated > 0 ? [bar(to + APART, ridge.saturated, colour("--bad"))] : []),
    ],
  };
}

function tooltipFor({ step, low, high, zeros, saturated, first, shares }) {
  const known = Number.isFinite(high);
  let peak = 0;
  shares.forEach((share, k) => (peak = share > shares[peak] ? k : peak));
  const rows = [
    ...(known ? [{ name: "format holds", value: `2${superscript(low)} to 2${superscript(high)}` }] : []),
    ...(shares.length > 0 ? [{ name: "most values", value: `around 2${superscript(first + peak)}${known ? `, bit ${first + peak - low}` : ""}` }] : []),
    { name: "zero", value: percent(zeros) },
    ...(known ? [{ name: "saturated", value: percent(saturated) }] : []),
  ];
  return tooltipBox(`step ${position(step, "Step")}`, rows);
}

/** Where zeros and saturated values stand, and a handful of powers of two between. */
function marksOf(from, to) {
  const every = [1, 2, 4, 5, 8, 10, 16, 32, 64].find((step) => (to - from) / step <= 7) ?? 64;
  const marks = [];
  for (let power = Math.ceil((from + 1) / every) * every; power < to; power += every) marks.push(power);
  return [from - APART, ...marks, to + APART];
}

function middleOf({ first, shares }, from, to) {
  let [sum, weight] = [0, 0];
  shares.forEach((share, k) => ([sum, weight] = [sum + share * (first + k + 0.5), weight + share]));
  return weight > 0 ? sum / weight : (from + to) / 2;
}

const segment = ([x1, y1], [x2, y2]) => ({ x1, y1, x2, y2 });

const percent = (share) => `${Number((share * 100).toPrecision(3))} %`;

const superscript = (power) => String(power).replace(/./g, (sign) => (sign === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[sign]));
