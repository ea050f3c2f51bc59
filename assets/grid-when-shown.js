// AG Grid weighs more than the rest of the page, so it is loaded with the first table, not with the page.
(function () {
  const GRID = "/_dash-component-suites/dash_ag_grid/dash_ag_grid.min.js";
  let loading = null;
  const load = () => {
    loading = loading || new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = GRID;
      script.async = false;
      script.onload = () => {
        const found = window.dash_ag_grid;
        window.dash_ag_grid = Object.assign({}, found, { AgGrid });
        done(found.AgGrid);
      };
      script.onerror = () => {
        loading = null;
        failed(new Error("The table could not be loaded."));
      };
      document.body.appendChild(script);
    });
    return loading;
  };

  let known = null;
  function AgGrid(props) {
    const [Grid, set] = window.React.useState(() => known);
    window.React.useEffect(() => {
      if (Grid) return undefined;
      let there = true;
      load().then((found) => {
        known = found;
        if (there) set(() => found);
      });
      return () => { there = false; };
    }, [Grid]);
    return Grid ? window.React.createElement(Grid, props) : null;
  }
  window.dash_ag_grid = { AgGrid };
})();
