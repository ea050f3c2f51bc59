// The chart of an embedded view: drawn anew only where the screen becomes narrow or wide, else it fits itself.
(function () {
  const view = document.getElementById("view");
  const plots = [...view.querySelectorAll(".plot")];
  const CONFIG = { displayModeBar: false, displaylogo: false, showSendToCloud: false, showTips: false, responsive: true, topojsonURL: "/assets/topojson/" };
  const isNarrow = () => window.innerWidth < 700;
  let drawn = null;
  const draw = async () => {
    if (!plots.length || drawn === isNarrow()) return;
    drawn = isNarrow();
    const query = view.getAttribute("data-query") + (drawn ? "&narrow=1" : "");
    const given = await (await fetch("/view.json?" + query.replace(/^&/, ""))).json();
    plots.forEach((plot, i) => {
      const { data, layout } = given.figures[i].figure;
      plot.style.height = layout.height + "px";
      window.Plotly.react(plot, data, Object.assign({}, layout, { autosize: true }), CONFIG);
    });
  };
  window.addEventListener("resize", draw);
  draw();
})();
