// What every chart looks like, in the colours of the theme in force.

/** Reads colours of the theme in force from an element inside it; a canvas cannot use CSS variables. */
export function paletteOf(element) {
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

export const textOf = (colour) => ({ color: colour("--text-faint"), fontFamily: "Inter, system-ui, sans-serif", fontSize: 11 });

/** The frame of a tooltip; its content is elements, never markup, because names come from people. Where there is room it may leave the chart. */
export const tooltipOf = (colour) => ({
  confine: window.innerWidth < 800,
  appendTo: () => document.body,
  backgroundColor: colour("--surface-raised"),
  borderColor: colour("--line-strong"),
  padding: [8, 12],
  textStyle: { ...textOf(colour), color: colour("--text"), fontSize: 12 },
});

/** An axis without ornament; `lines` draws one across the chart at each of its marks. */
export const axisOf = (colour, lines) => ({
  axisLine: { show: !lines, lineStyle: { color: colour("--line-strong") } },
  axisTick: { show: false },
  splitLine: { show: lines, lineStyle: { color: colour("--line") } },
  nameTextStyle: textOf(colour),
});

/** The content of a tooltip: a heading, then rows of colour, name and value; `rest` counts what is left out. */
export function tooltipBox(heading, rows, { rest = 0, small = false } = {}) {
  const box = document.createElement("div");
  box.className = small ? "chart-tooltip small" : "chart-tooltip";
  const head = box.appendChild(document.createElement("div"));
  head.className = "head";
  head.textContent = heading;
  for (const { colour, name, value } of rows) {
    const row = box.appendChild(document.createElement("div"));
    if (colour) row.appendChild(document.createElement("i")).style.background = colour;
    row.appendChild(document.createElement("span")).textContent = name;
    row.appendChild(document.createElement("b")).textContent = value;
  }
  if (rest > 0) box.appendChild(document.createElement("div")).textContent = `and ${rest} more`;
  return box;
}
