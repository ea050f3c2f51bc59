// Searching in a list of names: those that start with what was typed come first, then those with a word that does.
// Accents and case do not matter. Groups of options keep their place. Countries are found by their other names as well, in
// all languages we read (/aliases.json, fetched once the page stands); these come last.
window.dashMantineFunctions = window.dashMantineFunctions || {};
let aliases = null;
const fetchAliases = () => {
  if (aliases) return;
  aliases = {};
  fetch("/aliases.json", { priority: "low" }).then((answer) => answer.json()).then((found) => { aliases = found; }).catch(() => { aliases = null; });
};
// What a searchable select shows is replaced by what is typed, not lengthened by it. The click that brings the focus would
// take the selection away again, so it is made once more after that.
let focused = null;
document.addEventListener("focusin", (event) => {
  focused = event.target.matches(".field input:not([readonly])") ? event.target : null;
  if (focused) focused.select();
});
document.addEventListener("click", (event) => {
  if (focused && event.target === focused) focused.select();
  focused = null;
});
window.addEventListener("load", fetchAliases);
window.dashMantineFunctions.startFirst = function ({ options, search, limit }) {
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const sought = plain(search.trim());
  const rank = (label) => {
    const at = plain(label).indexOf(sought);
    return at < 0 ? -1 : at === 0 ? 0 : /[\p{L}\p{N}]/u.test(plain(label)[at - 1]) ? 2 : 1;
  };
  const known = (code) => ((aliases || {})[code] || "").includes("|" + sought);
  const sift = (items) => items
    .map((item) => ({ item, rank: rank(item.label) }))
    .map((found) => (found.rank < 0 && sought && known(found.item.value) ? { item: found.item, rank: 3 } : found))
    .filter((ranked) => ranked.rank >= 0)
    .sort((a, b) => a.rank - b.rank)
    .map((ranked) => ranked.item);
  const groups = options.filter((option) => "items" in option);
  if (groups.length) return groups.map((group) => ({ ...group, items: sift(group.items) })).filter((group) => group.items.length);
  return sift(options).slice(0, limit);
};

// A country in the list with a thin bar of its value: how it stands before it is chosen; a measure with its countries.
window.dashMantineFunctions.withShare = function ({ option }) {
  const h = window.React.createElement;
  const name = h("span", { className: "option-name", key: "name" }, option.label);
  if (!option.said) return name;
  const said = h("span", { className: option.share === undefined ? "option-count" : "option-said", key: "said" }, option.said);
  if (option.share === undefined) return h("span", { className: "option", key: "option" }, [name, " ", said]);
  const bar = h("span", { className: "option-bar", key: "bar", style: { width: Math.max(1, option.share * 60) + "px" }, "aria-hidden": true });
  return h("span", { className: "option", key: "option" }, [name, bar, said]);
};
