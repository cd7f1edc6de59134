// Applies the visitor's choice before the first paint; without one, the system's colour scheme holds.
(() => {
  const key = "mantissa-theme";
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  // Charts are painted on canvas: they read the colours again.
  const announce = () => window.dispatchEvent(new Event("mantissa-theme"));
  const apply = (theme) => {
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
    else delete root.dataset.theme;
  };
  apply(localStorage.getItem(key));

  window.mantissaTheme = {
    chosen: () => root.dataset.theme ?? "system",
    choose(theme) {
      apply(theme);
      localStorage.setItem(key, theme);
      announce();
    },
    toggle() {
      const dark = root.dataset.theme ? root.dataset.theme === "dark" : system.matches;
      this.choose(dark ? "light" : "dark");
    },
  };
  system.addEventListener("change", announce);
})();
