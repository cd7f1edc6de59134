// A calm reconnect: the framework retries by itself; when the server has forgotten this page's circuit, the page loads anew
// (its filters, zoom and selection are in the URL).
const notice = document.getElementById("components-reconnect-modal");

// The framework tells its state by class names alone.
new MutationObserver(() => {
  if (notice.classList.contains("components-reconnect-rejected")) location.reload();
}).observe(notice, { attributeFilter: ["class"] });

async function tryAgain() {
  try {
    if (!(await Blazor.reconnect()) && !(await Blazor.resumeCircuit?.())) location.reload();
  } catch {
    // Still away: the notice stays.
  }
}

document.getElementById("reconnect-now").addEventListener("click", tryAgain);
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible" && notice.classList.contains("components-reconnect-failed")) tryAgain();
});
