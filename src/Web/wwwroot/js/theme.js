// Applies the visitor's choice before the first paint; without one, the system's colour scheme holds.
(() => {
  const key = "mantissa-theme";
  const root = document.documentElement;
  const stored = localStorage.getItem(key);
  if (stored === "light" || stored === "dark") root.dataset.theme = stored;

  window.mantissaTheme = {
    toggle() {
      const dark = root.dataset.theme
        ? root.dataset.theme === "dark"
        : matchMedia("(prefers-color-scheme: dark)").matches;
      const next = dark ? "light" : "dark";
      root.dataset.theme = next;
      localStorage.setItem(key, next);
      // Charts are painted on canvas: they read the colours again.
      window.dispatchEvent(new Event("mantissa-theme"));
    },
  };
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => window.dispatchEvent(new Event("mantissa-theme")));
})();
