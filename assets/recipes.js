// Recipes at the review desk: applying one that fits, and keeping what was settled.
(function () {
  const at = (id) => document.getElementById(id);
  const who = () => (at("reviewer") ? at("reviewer").value : "");
  const send = async (path, name) => {
    const asked = { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ name, who: who() }) };
    const answer = await fetch("/desk/drafts/" + at("desk").dataset.draft + path, asked);
    return { ok: answer.ok, said: await answer.json() };
  };
  const tell = (text, file) => {
    const place = at("recipe-said");
    place.textContent = text + " ";
    if (!file) return;
    const link = document.createElement("a");
    link.href = "/desk/recipes/" + encodeURIComponent(file) + ".toml";
    link.download = file + ".toml";
    link.textContent = "Its file";
    place.append(link);
  };

  // Dash has no plain input that a label may hold; this one is the browser's own.
  const makeField = () => {
    const place = at("recipe-name-place");
    if (!place || place.firstChild) return;
    const input = document.createElement("input");
    input.id = "recipe-name";
    input.maxLength = 80;
    place.append(input);
  };
  document.addEventListener("toggle", (event) => { if (event.target.id === "recipes") makeField(); }, true);

  document.addEventListener("click", async (event) => {
    const button = event.target.closest && event.target.closest(".recipe-apply, #recipe-keep");
    if (!button || !at("desk")) return;
    const isKept = button.id === "recipe-keep";
    const name = isKept ? at("recipe-name").value : button.dataset.recipe;
    try {
      const { ok, said } = await send(isKept ? "/recipes" : "/recipes/apply", name);
      if (isKept || !ok) return tell(said.said || said.error, ok ? said.file : null);
      if (said.go) {
        history.pushState({}, "", said.go);
        window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
      } else window.dash_clientside.set_props("desk-again", { data: Date.now() });
    } catch (error) {
      tell("The server does not answer. Try again when it runs.");
    }
  });
})();
