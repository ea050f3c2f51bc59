"""The views of the Explore page, in the order of their tabs.

A chart is one module with `NAME` (in the URL), `TITLE` (on the tab), `YEARS` ("one", "two" or
"range"), `WAVES` ("last" of a year, or "all") and `figure(toplines, options) -> dict`, a pure
function from `dashboard.toplines.COLUMNS` to a plain Plotly figure. `docs/adding-a-chart.md` has
the steps. Figures are dicts because building graph objects takes hundreds of times as long.
"""

from dashboard.charts import bars, change, dots, heatmap, lines, map, multiples, ranking, scatter, table

CHARTS = (bars, dots, change, lines, multiples, heatmap, scatter, map, ranking, table)

NAMES = tuple(chart.NAME for chart in CHARTS)
