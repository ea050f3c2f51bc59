// From a value to its source without the mouse on a mark: rows of the table, and stepping through what is drawn.
(function () {
  const at = (id) => document.getElementById(id);
  // The stamp makes each opening a new one, so that the same value opens twice in a row.
  const open = (ids) => window.dash_clientside.set_props("opening", { data: { ids, stamp: Date.now() } });

  // A figure named outside the chart says itself of which state of the library it is.
  document.addEventListener("click", (event) => {
    const button = event.target.closest && event.target.closest("button.opens");
    if (!button) return;
    const data = { ids: button.dataset.ids, version: Number(button.dataset.version), stamp: Date.now() };
    window.dash_clientside.set_props("opening", { data });
  });

  const isId = (value) => typeof value === "string" && /^\d+(\.\d+)*$/.test(value);

  // The mark of a value is given the focus before its drawer opens, so that closing it leads back there. A heatmap has no
  // marks of its own, so there it is the chart.
  const idOf = (node) => {
    const drawn = node.closest(".trace");
    const trace = drawn && drawn.__data__ && drawn.__data__[0] && drawn.__data__[0].trace;
    const told = trace && trace.customdata && node.__data__ && trace.customdata[node.__data__.i];
    return Array.isArray(told) ? told[0] : undefined;
  };
  const focusOn = (ids, plot) => {
    const marks = document.querySelectorAll(".js-plotly-plot .point, .js-plotly-plot .choroplethlayer path");
    const mark = [...marks].find((node) => idOf(node) === ids) || (plot && plot.closest("[role=group]"));
    if (!mark || document.querySelector("#evidence [role=dialog]")) return;
    mark.setAttribute("tabindex", "-1");
    mark.focus({ preventScroll: true });
  };
  document.addEventListener("click", (event) => {
    const plot = event.target.closest && event.target.closest(".js-plotly-plot");
    const under = plot && plot._hoverdata && plot._hoverdata[0];
    if (under && Array.isArray(under.customdata) && isId(under.customdata[0])) focusOn(under.customdata[0], plot);
  });

  const rowOf = (target) => target.closest && target.closest("#table .ag-center-cols-container .ag-row[row-id]");
  document.addEventListener("click", (event) => {
    const row = rowOf(event.target);
    if (row) open(row.getAttribute("row-id"));
  });
  document.addEventListener("keydown", (event) => {
    if ((event.key !== "Enter" && event.key !== " ") || event.ctrlKey || event.metaKey || event.altKey) return;
    const row = rowOf(event.target);
    if (!row) return;
    event.preventDefault();
    open(row.getAttribute("row-id"));
  });

  // The ids in the order in which they are drawn or sorted.
  const told = (data) => (!Array.isArray(data) ? [] : isId(data[0]) ? [data[0]] : data.flatMap(told));
  const ofGraph = (id) => {
    const holder = at(id + "-holder");
    const plot = holder && !holder.hidden && holder.querySelector(".js-plotly-plot");
    return plot ? (plot.data || []).flatMap((trace) => told(Array.from(trace.customdata || []))) : [];
  };
  const ofTable = () => {
    const ids = [];
    if (at("table") && window.dash_ag_grid) window.dash_ag_grid.getApi("table").forEachNodeAfterFilterAndSort((node) => ids.push(node.id));
    return ids;
  };
  const step = (by) => {
    const ids = [...new Set([...ofTable(), ...ofGraph("graph"), ...ofGraph("graph-b")])];
    const title = document.querySelector("#evidence-head [data-ids]");
    const now = title ? ids.indexOf(title.getAttribute("data-ids")) : -1;
    const next = now < 0 ? (by > 0 ? 0 : ids.length - 1) : now + by;
    if (next < 0 || next >= ids.length) return;
    focusOn(ids[next]);
    open(ids[next]);
  };

  const typing = (target) => target.closest && target.closest("input, textarea, select, [contenteditable], [role=listbox], dialog");
  document.addEventListener("keydown", (event) => {
    if ((event.key !== "j" && event.key !== "k") || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const explore = at("explore");
    if (!explore || explore.hidden) return;
    event.preventDefault();
    step(event.key === "j" ? 1 : -1);
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest && event.target.closest("#value-before, #value-after");
    if (button) step(button.id === "value-after" ? 1 : -1);
  });
})();
