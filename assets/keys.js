// Keys for those who know them (? shows the list), and playing through the years.
(function () {
  const at = (id) => document.getElementById(id);
  const press = (id) => { const button = at(id); if (button && !button.disabled && button.offsetParent) button.click(); };
  const tab = (name) => [...document.querySelectorAll("#views a")].find((link) => link.textContent === name);
  const focusOn = (element) => { if (element) { element.scrollIntoView({ block: "nearest" }); element.focus(); } };

  // Playing is stepping on until the last year; after it the first one begins again.
  let playing = null;
  const stop = () => {
    clearInterval(playing);
    playing = null;
    const button = at("play");
    if (button) { button.textContent = "Play"; button.setAttribute("aria-pressed", "false"); }
  };
  const stepOn = () => window.dash_clientside.set_props("step-on", { n_clicks: Date.now() });
  const step = () => {
    const on = at("step-on");
    if (!on || !on.offsetParent || on.disabled) stop(); else stepOn();
  };
  const play = () => {
    if (playing) return stop();
    const on = at("step-on");
    const button = at("play");
    if (!on || !button || !button.offsetParent) return;
    button.textContent = "Stop";
    button.setAttribute("aria-pressed", "true");
    playing = setInterval(step, 1500);
    stepOn();
  };

  const help = () => { const dialog = at("keys"); if (dialog && dialog.showModal && !dialog.open) dialog.showModal(); };
  const KEYS = {
    "?": help,
    "/": () => focusOn(at("countries")),
    t: () => { const link = tab("Table"); if (link) link.click(); },
    d: () => { const menu = at("downloads"); if (menu) { menu.parentElement.open = true; focusOn(menu); } },
    s: () => focusOn(document.querySelector("#foot a")),
    p: play,
    ArrowLeft: () => press("step-back"),
    ArrowRight: () => press("step-on"),
  };
  const typing = (target) => target.closest && target.closest("input, textarea, select, [contenteditable], [role=grid], [role=listbox], dialog");
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const explore = at("explore");
    const act = KEYS[event.key];
    if (!act || (event.key !== "?" && (!explore || explore.hidden))) return;
    event.preventDefault();
    act();
  });
  // A menu closes with Esc, when something in it was chosen, and when one clicks elsewhere.
  const close = (except) => document.querySelectorAll("details.pulldown[open]").forEach((menu) => { if (menu !== except) menu.open = false; });
  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && document.querySelector("details.pulldown[open]");
    if (!menu) return;
    close();
    menu.querySelector("summary").focus();
  });
  document.addEventListener("click", (event) => {
    const menu = event.target.closest && event.target.closest("details.pulldown");
    close(event.target.closest && event.target.closest(".menu a, .menu button") ? null : menu);
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest && event.target.closest("button");
    if (!button) return;
    if (button.id === "play") play();
    if (button.id === "show-keys") help();
    if (button.id === "close-keys") at("keys").close();
  });
})();
