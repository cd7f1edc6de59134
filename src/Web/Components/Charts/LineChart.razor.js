// A line chart over ECharts. The page calls init once and update for every change; the chart calls ZoomAsync on the page.
let library;

/** Makes a chart in an element. `page` is the component that answers zooming. */
export async function init(element, page) {
  // A canvas paints with the fonts that are there: wait for ours, or the labels keep the fallback's look.
  const [echarts] = await Promise.all([(library ??= import("../../lib/echarts/echarts.js")), document.fonts.load("11px Inter")]);
  const chart = echarts.init(element);
  let drawn = null;
  let frame = 0;

  const draw = () => {
    cancelAnimationFrame(frame);
    // Several updates within one frame are one drawing.
    frame = requestAnimationFrame(() => drawn && chart.setOption(optionOf(drawn, paletteOf(element)), { replaceMerge: ["series"] }));
  };
  const sized = new ResizeObserver(() => chart.resize());
  sized.observe(element);
  window.addEventListener("mantissa-theme", draw);
  const zoom = (from, to) => page.invokeMethodAsync("ZoomAsync", from, to);
  selectByMouse(element, chart, zoom);
  moveByKeys(element, chart, zoom, () => drawn);

  return {
    /** Saves what is drawn as a file, and closes the menu that asked for it. */
    save(format, name, menu) {
      menu.open = false;
      save(format, name, drawn, element, echarts);
    },
    /** Draws `header.series`, whose numbers follow each other in `bytes` as doubles: x, y and the edges of the band of each. */
    update(header, bytes) {
      drawn = { ...header, series: unpack(header.series, bytes) };
      element.dataset.drawn = String(Number(element.dataset.drawn ?? 0) + 1);
      draw();
    },
    dispose() {
      cancelAnimationFrame(frame);
      sized.disconnect();
      window.removeEventListener("mantissa-theme", draw);
      chart.dispose();
    },
  };
}

/** A picture with the colours of the theme in force, or the numbers as a table. */
function save(format, name, drawn, element, echarts) {
  const file = document.createElement("a");
  file.download = `${name.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "").toLowerCase() || "chart"}.${format}`;
  if (format === "csv") {
    file.href = URL.createObjectURL(new Blob([tableOf(drawn)], { type: "text/csv" }));
  } else {
    const size = { width: element.clientWidth, height: element.clientHeight };
    const colour = paletteOf(element);
    const copy = echarts.init(null, null, { renderer: "svg", ssr: true, ...size });
    copy.setOption({ ...optionOf(drawn, colour), backgroundColor: colour("--surface") });
    const svg = new Blob([copy.renderToSVGString()], { type: "image/svg+xml" });
    const png = echarts.getInstanceByDom(element).getDataURL({ type: "png", pixelRatio: 2, backgroundColor: colour("--surface") });
    file.href = format === "svg" ? URL.createObjectURL(svg) : png;
    copy.dispose();
  }
  file.click();
  setTimeout(() => URL.revokeObjectURL(file.href), 10000);
}

/** One row a point: the line, its position and its value; what a band reaches stands beside. */
function tableOf({ series, axis }) {
  // A spreadsheet would calculate a name that begins like a formula.
  const quoted = (text) => `"${text.replace(/^[=+@-]/, "'$&").replaceAll('"', '""')}"`;
  const lines = series.filter((line) => line.label !== "");
  const rows = lines.flatMap((line) =>
    Array.from(line.x, (x, i) => [quoted(line.label), x, line.y[i], line.low?.[i] ?? "", line.high?.[i] ?? ""].join(",")),
  );
  return [`line,${axis.toLowerCase()},value,low,high`, ...rows, ""].join("\r\n");
}

function unpack(series, bytes) {
  const numbers = new Float64Array(bytes.slice().buffer);
  let at = 0;
  const next = (count) => numbers.subarray(at, (at += count));
  return series.map((line) => ({
    ...line,
    x: next(line.count),
    y: next(line.count),
    ...(line.band && { low: next(line.count), high: next(line.count) }),
  }));
}

/** Reads colours of the theme in force from an element inside it; a canvas cannot use CSS variables. */
function paletteOf(element) {
  const known = new Map();
  return (variable) => {
    if (!known.has(variable)) {
      const probe = element.appendChild(document.createElement("i"));
      probe.style.color = `var(${variable})`;
      known.set(variable, getComputedStyle(probe).color);
      probe.remove();
    }
    return known.get(variable);
  };
}

function optionOf({ series, axis, unit, log, from, to }, colour) {
  const digits = digitsFor(series);
  const text = { color: colour("--text-faint"), fontFamily: "Inter, system-ui, sans-serif", fontSize: 11 };
  return {
    animation: false,
    grid: { left: 8, right: 16, top: 14, bottom: 6, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
    textStyle: text,
    tooltip: {
      trigger: "axis",
      confine: true,
      backgroundColor: colour("--surface-raised"),
      borderColor: colour("--line-strong"),
      padding: [8, 12],
      textStyle: { ...text, color: colour("--text"), fontSize: 12 },
      axisPointer: { type: "line", lineStyle: { color: colour("--text-faint"), type: "dashed", width: 1 } },
      formatter: (points) => tooltip(points, axis, unit),
    },
    xAxis: {
      type: "value",
      min: from ?? "dataMin",
      max: to ?? "dataMax",
      axisLine: { lineStyle: { color: colour("--line-strong") } },
      axisTick: { show: false },
      splitLine: { show: false },
      splitNumber: 6,
      axisLabel: { ...text, hideOverlap: true, formatter: (value) => position(value, axis) },
    },
    yAxis: {
      type: log ? "log" : "value",
      scale: true,
      splitNumber: 4,
      axisLine: { show: false },
      axisTick: { show: false },
      splitLine: { lineStyle: { color: colour("--line") } },
      axisLabel: { ...text, hideOverlap: true, formatter: (value) => amount(value, unit, digits) },
    },
    series: series.flatMap((line) => (line.band ? [bandOf(line, log, colour), seriesOf(line, log, colour)] : [seriesOf(line, log, colour)])),
  };
}

function seriesOf(line, log, colour) {
  const faint = line.stroke === "Faint";
  const drawable = (y) => Number.isFinite(y) && (!log || y > 0);
  const data = Array.from(line.x, (x, i) => [x, drawable(line.y[i]) ? line.y[i] : NaN]);
  const ink = colour(line.colour);
  return {
    id: line.key,
    name: line.label,
    type: "line",
    data,
    color: ink,
    lineStyle: {
      color: ink,
      width: faint ? 1 : 1.75,
      opacity: faint ? 0.25 : line.stroke === "Pale" ? 0.5 : 1,
      type: line.stroke === "Dashed" ? [6, 4] : line.stroke === "Dotted" ? [2, 3] : "solid",
    },
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
function bandOf(line, log, colour) {
  const inside = (i) => Number.isFinite(line.low[i]) && Number.isFinite(line.high[i]) && (!log || line.low[i] > 0);
  const data = Array.from(line.x, (x, i) => [x, line.low[i], line.high[i]]).filter((_, i) => inside(i));
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
      return { type: "polygon", shape: { points: [...upper, ...lower] }, style: { fill: colour(line.colour), opacity: 0.16 } };
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

/** Built as elements, never as markup: names come from people. */
function tooltip(points, axis, unit) {
  const box = document.createElement("div");
  box.className = "chart-tooltip";
  const head = box.appendChild(document.createElement("div"));
  head.className = "head";
  head.textContent = heading(points[0].axisValue, axis);
  const shown = points.filter((p) => p.seriesType === "line" && Number.isFinite(p.value[1]) && p.seriesName !== "");
  for (const point of shown.slice(0, 14)) {
    const row = box.appendChild(document.createElement("div"));
    const key = row.appendChild(document.createElement("i"));
    key.style.background = point.color;
    row.appendChild(document.createElement("span")).textContent = point.seriesName;
    row.appendChild(document.createElement("b")).textContent = amount(point.value[1], unit, 5);
  }
  if (shown.length > 14) box.appendChild(document.createElement("div")).textContent = `and ${shown.length - 14} more`;
  return box;
}

function heading(value, axis) {
  return axis === "Elapsed" ? `after ${position(value, axis)}` : `${axis.toLowerCase()} ${position(value, axis)}`;
}

function position(value, axis) {
  if (axis === "Elapsed") {
    const [h, m, s] = [Math.floor(value / 3600), Math.floor((value % 3600) / 60), Math.round(value % 60)];
    return h > 0 ? `${h} h ${m} min` : m > 0 ? `${m} min${s > 0 ? ` ${s} s` : ""}` : `${s} s`;
  }
  if (axis === "Epoch") return String(Math.round(value * 100) / 100);
  return Math.abs(value) >= 10000 ? `${Number((value / 1000).toPrecision(4))}k` : String(Math.round(value));
}

/** As many digits as tell the marks of the vertical axis apart: values close to each other need more. */
function digitsFor(series) {
  let [low, high] = [Infinity, -Infinity];
  for (const { y } of series) {
    for (const value of y) {
      if (Number.isFinite(value)) [low, high] = [Math.min(low, value), Math.max(high, value)];
    }
  }
  return high > low ? Math.min(9, Math.max(3, Math.ceil(Math.log10(Math.max(-low, high) / (high - low))) + 3)) : 3;
}

function amount(value, unit, digits) {
  if (unit === "fraction") return `${Number((value * 100).toPrecision(digits))} %`;
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e6)) return value.toExponential(Math.max(0, digits - 3));
  return String(Number(value.toPrecision(digits)));
}

/** Dragging over the chart selects a window; a double click asks for everything again. */
function selectByMouse(element, chart, zoom) {
  let start = null;
  const mark = document.createElement("div");
  mark.className = "chart-selection";
  const inside = (event) => chart.containPixel("grid", [event.offsetX, event.offsetY]);
  element.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || event.pointerType === "touch" || !inside(event)) return;
    start = { x: event.offsetX, left: event.clientX };
    element.setPointerCapture(event.pointerId);
  });
  element.addEventListener("pointermove", (event) => {
    if (!start) return;
    const width = event.clientX - start.left;
    mark.style.insetInlineStart = `${Math.min(start.x, start.x + width)}px`;
    mark.style.inlineSize = `${Math.abs(width)}px`;
    if (!mark.isConnected && Math.abs(width) > 5) element.appendChild(mark);
  });
  element.addEventListener("pointerup", (event) => {
    if (!start) return;
    const ends = [start.x, start.x + event.clientX - start.left].sort((a, b) => a - b);
    start = null;
    mark.remove();
    if (ends[1] - ends[0] > 5) zoom(...ends.map((x) => chart.convertFromPixel({ xAxisIndex: 0 }, x)));
  });
  element.addEventListener("dblclick", () => zoom(null, null));
}

/** Arrows move the cursor along the longest line, + and − zoom around it, 0 shows everything. */
function moveByKeys(element, chart, zoom, drawn) {
  let cursor = 0;
  element.addEventListener("keydown", (event) => {
    const lines = drawn()?.series ?? [];
    if (lines.length === 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    const longest = lines.reduce((best, line, i) => (line.count > lines[best].count ? i : best), 0);
    const { x, count } = lines[longest];
    if (count === 0) return;
    const stride = Math.max(1, Math.round(count / 100));
    const moves = { ArrowLeft: -stride, ArrowRight: stride, Home: -count, End: count };
    if (event.key in moves) {
      cursor = Math.min(count - 1, Math.max(0, cursor + moves[event.key]));
      chart.dispatchAction({ type: "showTip", seriesIndex: longest, dataIndex: cursor });
    } else if (event.key === "+" || event.key === "-") {
      const { from, to } = drawn();
      const span = ((to ?? x[count - 1]) - (from ?? x[0])) * (event.key === "+" ? 0.25 : 1);
      if (event.key === "-" && from == null) return;
      zoom(x[cursor] - span, x[cursor] + span);
    } else if (event.key === "0") {
      zoom(null, null);
    } else return;
    event.preventDefault();
  });
}
