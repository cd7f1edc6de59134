// MLflow's clients print links such as /#/experiments/0/runs/0123…: they lead to the page of that run.
(() => {
  const follow = () => {
    if (location.pathname !== "/") return;
    const run = /^#\/experiments\/[^/]+\/runs\/([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})(?:[/?]|$)/.exec(location.hash);
    if (run) location.replace(`/runs/${run.slice(1).join("-")}`);
    else if (/^#\/(?:experiments|compare-experiments|models)\b/.test(location.hash)) location.replace("/");
  };
  follow();
  window.addEventListener("hashchange", follow);
})();
