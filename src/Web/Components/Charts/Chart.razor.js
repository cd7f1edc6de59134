// A chart over ECharts. The page calls init once and update for every change; what is drawn, and how it answers to mouse and keyboard,
// is a module for each kind of chart in js/charts.
import { paletteOf } from "../../js/charts/theme.js";
import { save } from "../../js/charts/save.js";

let library;

/** Makes a chart in an element. `page` is the component that answers what is done to it; `kind` names the module. */
export async function init(element, page, kind) {
  // A canvas paints with the fonts that are there: wait for ours, or the labels keep the fallback's look.
  const [echarts, drawing] = await Promise.all([
    (library ??= import("../../lib/echarts/echarts.js")),
    import(`../../js/charts/${kind}.js`),
    document.fonts.load("11px Inter"),
  ]);
  const chart = echarts.init(element);
  const view = { element, chart, page, drawn: null, tag: null };
  let frame = 0;

  const draw = () => {
    cancelAnimationFrame(frame);
    // Several updates within one frame are one drawing.
    frame = requestAnimationFrame(() => {
      if (!view.drawn) return;
      chart.setOption(drawing.optionOf(view.drawn, paletteOf(element), view), { replaceMerge: drawing.replaced });
      drawing.drawn?.(view);
    });
  };
  const sized = new ResizeObserver(() => chart.resize());
  sized.observe(element);
  window.addEventListener("mantissa-theme", draw);
  const leave = drawing.interact(view);

  return {
    /** Saves what is drawn as a file, and closes the menu that asked for it. */
    save(format, name, menu) {
      menu.open = false;
      save(format, name, view, drawing, echarts);
    },
    /** Draws what `header` says with the numbers that follow each other in `bytes` as doubles. */
    update(header, bytes) {
      const numbers = new Float64Array(bytes.slice().buffer);
      let at = 0;
      view.drawn = drawing.unpack(header, (count) => numbers.subarray(at, (at += count)));
      element.dataset.drawn = String(Number(element.dataset.drawn ?? 0) + 1);
      draw();
    },
    dispose() {
      cancelAnimationFrame(frame);
      sized.disconnect();
      window.removeEventListener("mantissa-theme", draw);
      leave?.();
      chart.dispose();
    },
  };
}
