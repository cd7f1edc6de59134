// Charts as files.
import { paletteOf } from "./theme.js";

/** A picture with the colours of the theme in force, or the numbers as a table. */
export function save(format, name, view, drawing, echarts) {
  const file = document.createElement("a");
  file.download = `${name.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "").toLowerCase() || "chart"}.${format}`;
  if (format === "csv") {
    file.href = URL.createObjectURL(new Blob([textOf(drawing.tableOf(view.drawn))], { type: "text/csv" }));
  } else {
    const size = { width: view.element.clientWidth, height: view.element.clientHeight };
    const colour = paletteOf(view.element);
    const copy = echarts.init(null, null, { renderer: "svg", ssr: true, ...size });
    copy.setOption({ ...drawing.optionOf(view.drawn, colour, { ...view, chart: copy }), backgroundColor: colour("--surface") });
    const svg = new Blob([copy.renderToSVGString()], { type: "image/svg+xml" });
    const png = view.chart.getDataURL({ type: "png", pixelRatio: 2, backgroundColor: colour("--surface") });
    file.href = format === "svg" ? URL.createObjectURL(svg) : png;
    copy.dispose();
  }
  file.click();
  setTimeout(() => URL.revokeObjectURL(file.href), 10000);
}

function textOf(rows) {
  // A spreadsheet would calculate a name that begins like a formula.
  const quoted = (text) => `"${text.replace(/^[=+@-]/, "'$&").replaceAll('"', '""')}"`;
  return [...rows.map((row) => row.map((cell) => (typeof cell === "string" ? quoted(cell) : (cell ?? ""))).join(",")), ""].join("\r\n");
}
