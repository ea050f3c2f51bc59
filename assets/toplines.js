// What happens in the browser alone: which page is seen, light and dark, narrow and wide, copying a link.
(function () {
  const root = document.documentElement;
  const NARROW = 700;
  const keep = () => window.dash_clientside.no_update;
  const isDark = () => root.getAttribute("data-mantine-color-scheme") === "dark";
  const screen = () => ({ narrow: window.innerWidth < NARROW, dark: isDark() });

  // Links within the site move without loading it again; dcc.Location listens for this event.
  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest("a.go");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    history.pushState({}, "", link.href);
    window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
    if (!link.closest("#views")) window.scrollTo(0, 0);
  });

  // A saved page that loads while its drawer opens is not yet drawn, and forgets the place its address names:
  // asked once more when it is there, it goes to it without loading again.
  const goToPlace = (frame) => frame.addEventListener("load", () => frame.setAttribute("src", frame.getAttribute("src")), { once: true });

  // The original opens where the figure is: its mark is brought into the middle of what scrolls round it.
  document.addEventListener("DOMContentLoaded", () => {
    new MutationObserver((changes) => {
      for (const change of changes) {
        for (const added of change.addedNodes) {
          if (!added.matches || !added.matches(".glass")) continue;
          const frame = added.querySelector("iframe");
          if (frame) goToPlace(frame);
          const mark = added.querySelector("mark.found");
          const box = mark && mark.closest(".scroll");
          if (!box) continue;
          const from = box.getBoundingClientRect();
          const to = mark.getBoundingClientRect();
          // No further to the side than the mark needs: a row's name stands at its left.
          box.scrollTo({ left: Math.max(0, to.right - from.right + 24), top: to.top - from.top - from.height / 2 });
        }
      }
    }).observe(document.body, { childList: true, subtree: true });
  });

  // The tab of the view that is seen stands in sight, where they do not all fit.
  document.addEventListener("DOMContentLoaded", () => {
    new MutationObserver(() => {
      const views = document.getElementById("views");
      const here = views && views.querySelector("[aria-current]");
      if (here) views.scrollLeft = here.offsetLeft - views.offsetLeft - (views.clientWidth - here.offsetWidth) / 2;
    }).observe(document.body, { childList: true, subtree: true });
  });

  // The hatch of the map's land: Plotly has patterns for bars, none for maps.
  document.addEventListener("DOMContentLoaded", () => {
    const defs = '<svg id="hatches" aria-hidden="true"><pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" ' +
      'patternTransform="rotate(45)"><path d="M0 0V5" stroke-width="1.4"/></pattern></svg>';
    document.body.insertAdjacentHTML("beforeend", defs);
  });

  // The server draws for light or dark and for narrow or wide, so it is told when one of them changes.
  let told = JSON.stringify(screen());
  const tell = () => {
    const now = JSON.stringify(screen());
    if (now === told || !window.dash_clientside.set_props) return;
    told = now;
    root.setAttribute("data-ag-theme-mode", isDark() ? "dark" : "light");
    window.dash_clientside.set_props("screen", { data: screen() });
  };
  window.addEventListener("resize", tell);
  new MutationObserver(tell).observe(root, { attributes: true, attributeFilter: ["data-mantine-color-scheme"] });

  const setOpen = (open) => {
    document.body.classList.toggle("rail-closed", !open);
    document.body.classList.toggle("rail-open", open);
    const button = document.getElementById("fold");
    if (!button) return;
    button.setAttribute("aria-expanded", String(open));
    button.textContent = open && window.innerWidth < NARROW ? "Show the chart" : "Choose what to show";
  };
  let wasNarrow = window.innerWidth < NARROW;
  window.addEventListener("resize", () => {
    const isNarrow = window.innerWidth < NARROW;
    if (isNarrow !== wasNarrow) setOpen(!isNarrow);
    wasNarrow = isNarrow;
  });
  document.addEventListener("keydown", (event) => {
    const open = document.body.classList.contains("rail-open") && window.innerWidth < NARROW;
    if (event.key !== "Escape" || !open || event.target.getAttribute("aria-haspopup")) return;
    setOpen(false);
    document.getElementById("fold").focus();
  });

  const PAGES = { "/": "explore", "/add": "add", "/check": "check", "/sources": "sources" };
  const pageOf = (pathname) => (/^\/review\/\d+$/.test(pathname) ? "review" : PAGES[pathname] || "lost");
  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    toplines: {
      route(pathname) {
        const here = pageOf(pathname);
        for (const name of Object.values(PAGES)) {
          const link = document.getElementById("to-" + name);
          if (link && (name === here || (name === "add" && here === "review"))) link.setAttribute("aria-current", "page");
          else if (link) link.removeAttribute("aria-current");
        }
        if (here === "explore") setOpen(window.innerWidth >= NARROW);
        return ["explore", "add", "review", "check", "sources", "lost"].map((name) => name !== here);
      },
      screen() {
        told = JSON.stringify(screen());
        return screen();
      },
      title(headline, pathname) {
        const names = { "/add": "Add a poll", "/check": "Check a claim", "/sources": "Sources" };
        const first = pageOf(pathname) === "review" ? "Review" : names[pathname] || headline;
        document.title = first ? first + " – Toplines" : "Toplines";
        return document.title;
      },
      async copy(clicks) {
        if (!clicks) return keep();
        try {
          await navigator.clipboard.writeText(window.location.href);
          return "Link copied";
        } catch (error) {
          return "Copy the address from the address bar";
        }
      },
      theme(clicks) {
        if (clicks) {
          const next = isDark() ? "light" : "dark";
          root.setAttribute("data-mantine-color-scheme", next);
          try { localStorage.setItem("mantine-color-scheme-value", next); } catch (error) { /* not kept, still shown */ }
        }
        document.getElementById("theme").textContent = isDark() ? "Light" : "Dark";
        return keep();
      },
      fold(clicks) {
        if (clicks) setOpen(!document.body.classList.contains("rail-open"));
        return keep();
      },
      find() {
        const id = decodeURIComponent(window.location.hash.slice(1));
        if (id) setTimeout(() => { const at = document.getElementById(id); if (at) at.scrollIntoView(); }, 50);
        return keep();
      },
    },
  });
})();
