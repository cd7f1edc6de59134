// Sends the form's files and shows how far they are. XMLHttpRequest, because fetch tells nothing about what has been sent.

/** Takes over a form. `page` is the component that is told when a set is stored; `limit` is in bytes. */
export function init(form, page, limit) {
  const bar = form.querySelector("progress");
  const note = form.querySelector("output");
  const send = form.querySelector("[type=submit]");
  const stop = form.querySelector("[data-cancel]");
  let request = null;

  const busy = (is) => {
    bar.hidden = stop.hidden = !is;
    send.disabled = is;
  };
  const complain = (errors) => {
    for (const place of form.querySelectorAll("[data-error]")) place.textContent = errors[place.dataset.error]?.[0] ?? "";
    note.textContent = Object.entries(errors)
      .filter(([field]) => !form.querySelector(`[data-error="${CSS.escape(field)}"]`))
      .map(([, messages]) => messages[0])
      .join(" ");
  };

  const submit = (event) => {
    event.preventDefault();
    complain({});
    const bytes = [...form.elements.file.files].reduce((sum, file) => sum + file.size, 0);
    if (bytes > limit) return complain({ file: [`The files have ${mebibytes(bytes)} MiB; an upload may have ${mebibytes(limit)} MiB.`] });
    request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.responseType = "json";
    request.upload.onprogress = (e) => {
      bar.value = e.total ? e.loaded / e.total : 0;
      note.textContent = e.loaded < e.total ? `${mebibytes(e.loaded)} of ${mebibytes(e.total)} MiB` : "Storing it …";
    };
    request.onload = () => {
      busy(false);
      if (request.status >= 400) return complain(request.response?.errors ?? { "": [request.response?.detail ?? `The site answered ${request.status}.`] });
      note.textContent = request.status === 200 ? "These files are there already." : "Uploaded; a worker looks at it next.";
      form.reset();
      page.invokeMethodAsync("UploadedAsync");
    };
    request.onerror = () => {
      busy(false);
      note.textContent = "The connection was cut; nothing was stored. Try again.";
    };
    request.onabort = () => {
      busy(false);
      note.textContent = "Stopped; nothing was stored.";
    };
    busy(true);
    request.send(new FormData(form));
  };
  const abort = () => request?.abort();

  form.addEventListener("submit", submit);
  stop.addEventListener("click", abort);
  form.dataset.ready = "true";
  return {
    dispose() {
      form.removeEventListener("submit", submit);
      stop.removeEventListener("click", abort);
      abort();
    },
  };
}

const mebibytes = (bytes) => (bytes / 1048576).toFixed(bytes < 10485760 ? 1 : 0);
