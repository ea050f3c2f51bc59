// Searching in a list of names: those that start with what was typed come first, then those with a word that does.
// Accents and case do not matter. Groups of options keep their place.
window.dashMantineFunctions = window.dashMantineFunctions || {};
window.dashMantineFunctions.startFirst = function ({ options, search, limit }) {
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const sought = plain(search.trim());
  const rank = (label) => {
    const at = plain(label).indexOf(sought);
    return at < 0 ? -1 : at === 0 ? 0 : /[\p{L}\p{N}]/u.test(plain(label)[at - 1]) ? 2 : 1;
  };
  const sift = (items) => items
    .map((item) => ({ item, rank: rank(item.label) }))
    .filter((ranked) => ranked.rank >= 0)
    .sort((a, b) => a.rank - b.rank)
    .map((ranked) => ranked.item);
  const groups = options.filter((option) => "items" in option);
  if (groups.length) return groups.map((group) => ({ ...group, items: sift(group.items) })).filter((group) => group.items.length);
  return sift(options).slice(0, limit);
};
