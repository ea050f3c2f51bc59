// A grid's cell that shows a quote with the printed share marked. Odd parts are the share; all of it is text.
window.dashAgGridComponentFunctions = window.dashAgGridComponentFunctions || {};
window.dashAgGridComponentFunctions.Quote = function (props) {
  const parts = Array.isArray(props.value) ? props.value : [String(props.value || "")];
  return window.React.createElement(
    "span",
    { title: parts.join("") },
    parts.map((text, i) => window.React.createElement(i % 2 ? "mark" : "span", { key: i }, text)),
  );
};
