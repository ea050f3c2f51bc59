// The review desk: files on their way in, and the keys that decide. What is decided is sent one step after another and
// counts when the server says so; until then the step is kept here and tried again.
(function () {
  const at = (id) => document.getElementById(id);
  const props = (id, values) => window.dash_clientside.set_props(id, values);
  const go = (path) => {
    history.pushState({}, "", path);
    window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
    window.scrollTo(0, 0);
  };
  const who = () => (at("reviewer") ? at("reviewer").value : "");

  // Files

  const DETAILS = ["pollster", "subject", "country", "year", "question", "response", "published", "url"];
  const tellGiven = (lines) => {
    const place = at("given");
    place.replaceChildren(...lines.map(([text, bad]) => {
      const line = document.createElement("p");
      line.textContent = text;
      if (bad) { line.className = "error"; line.setAttribute("role", "alert"); }
      return line;
    }));
  };
  const sendFile = (file, tell) => new Promise((done) => {
    const asked = new URLSearchParams({ name: file.name, who: who() });
    for (const key of DETAILS) {
      const field = at("detail-" + key);
      if (field && field.value) asked.set(key, field.value);
    }
    const request = new XMLHttpRequest();
    request.open("POST", "/desk/files?" + asked);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.upload.onprogress = (event) => { if (event.lengthComputable) tell(Math.floor((100 * event.loaded) / event.total)); };
    const failed = (error) => done({ error });
    request.onload = () => {
      try { done(JSON.parse(request.responseText)); } catch (error) { failed(file.name + ": the server did not take it."); }
    };
    request.onerror = () => failed(file.name + ": the server cannot be reached. Give the file again when it runs.");
    request.send(file);
  });
  const take = async (list) => {
    const field = at("drop-field");
    const most = Number(field.dataset.most);
    const bytes = Number(field.dataset.bytes);
    const files = [...list].slice(0, most);
    const lines = [];
    if (list.length > most) lines.push(["Of " + list.length + " files the first " + most + " were taken. Give the others after them.", true]);
    const drafts = [];
    for (const file of files) {
      if (file.size > bytes) {
        lines.push([file.name + ": it is larger than " + Math.round(bytes / 1048576) + " MB. Split it into smaller files.", true]);
        continue;
      }
      const answer = await sendFile(file, (percent) => tellGiven([...lines, [file.name + ": " + percent + " % sent", false]]));
      if (answer.error) lines.push([answer.error, true]);
      else if (answer.draft === null) lines.push([file.name + " is in the library already.", false]);
      else drafts.push(answer.draft);
    }
    tellGiven(lines);
    if (list.length === 1 && drafts.length === 1) go("/review/" + drafts[0]);
    else props("arrived", { data: { stamp: Date.now() } });
  };
  const makeDrop = () => {
    const place = at("drop");
    if (!place || place.firstChild) return;
    const label = document.createElement("label");
    label.className = "drop";
    const input = document.createElement("input");
    input.type = "file";
    input.multiple = true;
    input.setAttribute("aria-labelledby", "drop-label drop-said");
    const said = document.createElement("span");
    said.id = "drop-said";
    const strong = document.createElement("strong");
    strong.textContent = "Drop files here";
    const small = document.createElement("small");
    small.textContent = at("drop-field").dataset.said;
    said.append(strong, " or choose them", document.createElement("br"), small);
    label.append(input, said);
    place.append(label);
    input.addEventListener("change", () => { const files = [...input.files]; input.value = ""; if (files.length) take(files); });
    for (const kind of ["dragover", "dragleave", "drop"]) {
      label.addEventListener(kind, (event) => {
        event.preventDefault();
        label.classList.toggle("over", kind === "dragover");
        if (kind === "drop" && event.dataTransfer.files.length) take(event.dataTransfer.files);
      });
    }
  };

  // The draft that is reviewed

  let draft = null;   // its number
  let version = 0;    // the version that is on the page
  let row = null;     // the value that has the focus, as text
  const shown = () => { const page = at("review"); return page && !page.hidden && at("desk") && draft !== null; };
  const grid = () => { try { return at("desk-grid") && window.dash_ag_grid.getApi("desk-grid"); } catch (error) { return null; } };
  const nodeOf = (id) => { const api = grid(); return api && id !== null ? api.getRowNode(id) : null; };
  let told = "";  // kept, because the page may be drawn anew under it
  const tell = (text) => { told = text; const place = at("desk-told"); if (place && place.textContent !== text) place.textContent = text; };

  let asking = null;
  const look = (id) => {
    row = id;
    const node = nodeOf(id);
    if (node && !node.isSelected()) node.setSelected(true, true);
    clearTimeout(asking);
    asking = setTimeout(() => { if (shown()) props("desk-at", { data: { draft, row: id } }); }, 80);
  };
  const focusOn = (index) => {
    const api = grid();
    const node = api && api.getDisplayedRowAtIndex(index);
    if (!node) return;
    api.ensureIndexVisible(index);
    api.setFocusedCell(index, "country");
    look(node.id);
  };
  const order = () => { const nodes = []; const api = grid(); if (api) api.forEachNodeAfterFilterAndSort((node) => nodes.push(node)); return nodes; };
  // The next value that is still open; when none is left, simply the next one.
  const step = (by, toOpen) => {
    const nodes = order();
    if (!nodes.length) return;
    const now = nodes.findIndex((node) => node.id === row);
    for (let i = 1; toOpen && i <= nodes.length; i += 1) {
      const next = (now + by * i + nodes.length * 2) % nodes.length;
      if (!nodes[next].data.decided) return focusOn(next);
    }
    focusOn(Math.max(0, Math.min(nodes.length - 1, now + by)));
  };

  // Steps wait for each other; one that the server did not answer is sent again, with the version it was made on, so it can
  // never count twice.
  let last = Promise.resolve();
  const wait = (seconds) => new Promise((done) => setTimeout(done, 1000 * seconds));
  const post = async (path, body) => {
    const asked = JSON.stringify({ ...body, version, who: who() });
    const own = draft;
    for (;;) {
      try {
        const answer = await fetch("/desk/drafts/" + own + "/" + path, { method: "POST", headers: { "Content-Type": "application/json" }, body: asked });
        const said = await answer.json();
        return { status: answer.status, said };
      } catch (error) {
        tell("The server does not answer. Your last step is kept here and sent again.");
        await wait(1.5);
        if (draft !== own) return { status: 0, said: {} };
      }
    }
  };
  const inTurn = (act) => { last = last.then(act, act); return last; };
  const reload = () => props("desk-again", { data: Date.now() });

  const decide = (body) => inTurn(async () => {
    const { status, said } = await post("decisions", body);
    if (status === 409) { tell(said.error); reload(); return said.error; }
    if (status !== 200) {
      const error = said.error || "That did not work.";
      if (!at("desk-form").open) { tell(error); reload(); }
      return error;
    }
    version = said.version;
    const api = grid();
    if (!api || api.isDestroyed() || !at("desk-progress")) { reload(); return ""; } // drawn anew just now: it is asked for again
    const known = said.rows.filter((one) => api.getRowNode(one.row));
    const fresh = said.rows.filter((one) => !api.getRowNode(one.row));
    api.applyTransaction({ update: known, add: fresh, remove: said.gone.map((id) => ({ row: id })) });
    at("desk-progress").textContent = said.progress;
    props("accept", { children: said.accept });
    tell("");
    if (body.kind === "undo" && said.at !== null && nodeOf(said.at)) focusOn(nodeOf(said.at).rowIndex);
    else if (row !== null && nodeOf(row)) look(row);
    return "";
  });
  const position = () => (row === null ? null : Number(row));
  const one = (kind, more) => {
    if (row === null) return;
    const node = nodeOf(row);
    decide({ kind, position: position(), ...more });
    // On at once: the next key is meant for the next value, whether the server has answered or not.
    if (node) { node.setData({ ...node.data, decided: kind, fate: "…" }); step(1, true); }
  };

  let heard = null;
  const listen = (api) => {
    if (heard === api) return;
    heard = api;
    api.addEventListener("cellFocused", (event) => {
      const node = event.rowIndex === null ? null : api.getDisplayedRowAtIndex(event.rowIndex);
      if (node && node.id !== row) look(node.id);
    });
  };
  // What the server sent says which draft and version it is; the page itself may not be drawn yet.
  const arrive = (parts) => {
    const sent = [].concat(parts || []).find((part) => part && part.props && part.props.id === "desk");
    const now = sent ? Number(sent.props["data-draft"]) : null;
    const seen = sent ? Number(sent.props["data-version"]) : 0;
    // An answer that was on its way while something was decided shows the draft as it was before.
    if (sent && now === draft && seen < version) return reload();
    // The same draft once more leaves the reviewer at the value that was in hand, with the form that may be open on it.
    if (now !== draft) { told = ""; row = null; }
    draft = now;
    version = seen;
    if (!sent) return;
    const own = draft;
    let tries = 0;
    // The table may be drawn after this, or once more: it is looked after until a value has the focus and keeps it.
    const begin = () => {
      if (draft !== own || (tries += 1) > 200) return;
      tell(told);
      const api = grid();
      const there = api && !api.isDestroyed() && api.getDisplayedRowCount() > 0;
      if (there) {
        listen(api);
        const now = nodeOf(row);
        if (!now) {
          const open = order().findIndex((node) => !node.data.decided);
          focusOn(open < 0 ? 0 : open);
        } else if (!now.isSelected()) focusOn(now.rowIndex);
      }
      setTimeout(begin, there ? 500 : 50);
    };
    begin();
  };

  // The form

  let purpose = null;   // "fix", "set" or "add"
  let marked = null;    // {start, end, text} in characters of the whole text
  const FIELDS = ["country", "group", "year", "subject", "pollster", "mode"];
  const field = (name, value) => props("form-" + name, { value });
  const chosen = (name) => { const input = document.querySelector("#form-" + name + "-field input:checked"); return input ? input.value : ""; };
  const markedNow = () => {
    const area = at("desk-text");
    if (!area || area.selectionStart === area.selectionEnd) return null;
    // The browser counts UTF-16 units, the program characters.
    const count = (end) => [...area.value.slice(0, end)].length;
    return { start: count(area.selectionStart), end: count(area.selectionEnd), text: area.value.slice(area.selectionStart, area.selectionEnd) };
  };
  const open = (what) => {
    const form = at("desk-form");
    const node = nodeOf(row);
    if (form.open) return;
    if (what === "fix" && !node) return;
    marked = what === "add" ? markedNow() : null;
    if (what === "add" && !marked) {
      at("desk-whole").open = true;
      at("desk-text").focus();
      tell("Mark the printed share in the whole text, by mouse or with Shift and the arrow keys, then press “Add a value”.");
      return;
    }
    purpose = what;
    const says = node && what !== "set" ? node.data.says : {};
    at("form-title").textContent = { fix: "Fix a value", set: "Say it for many", add: "Add a value" }[what];
    at("form-about").textContent = what === "add" ? "Marked in the text: " + marked.text.trim()
      : what === "fix" ? node.data.country + ", " + node.data.answer + ", printed: " + node.data.printed : "What is left empty stays as it is.";
    at("form-share-field").hidden = what !== "fix";
    at("form-why-field").hidden = what === "add";
    at("form-scope-field").hidden = what !== "set";
    for (const id of ["form-accept", "form-reject"]) at(id).hidden = what !== "set";
    at("form-said").textContent = "";
    const values = Object.fromEntries(FIELDS.map((name) => [name, says[name] || ""]));
    values.why = "";
    values.share = what === "fix" ? node.data.printed : "";
    for (const name in values) field(name, values[name]);
    field("response", says.response || null);
    const first = at({ fix: "form-share", set: "form-country", add: "form-country" }[what]);
    // Only when all is filled in: what was typed before would be selected and lost with the next key.
    const show = (tries) => {
      const filled = Object.keys(values).every((name) => at("form-" + name).value === values[name]);
      if (!filled && tries) { setTimeout(() => show(tries - 1), 10); return; }
      if (form.open) return;
      form.showModal();
      first.focus();
      if (first.select) first.select();
    };
    show(200);
  };
  const filled = () => {
    const values = { response: chosen("response") };
    for (const name of FIELDS) values[name] = at("form-" + name).value;
    return values;
  };
  const save = async (kind) => {
    const body = { kind: kind || purpose, values: filled(), why: at("form-why").value };
    if (purpose === "set") Object.assign(body, { scope: chosen("scope") || "file", position: position() });
    if (purpose === "fix") Object.assign(body, { position: position(), share: at("form-share").value });
    if (purpose === "add") Object.assign(body, { start: marked.start, end: marked.end });
    const was = purpose;
    const error = await decide(body);
    if (error && at("desk-form").open) { at("form-said").textContent = error; return; }
    at("desk-form").close();
    if (was === "fix") step(1, true);
  };

  const finish = (path, body) => inTurn(async () => {
    const { status, said } = await post(path, body);
    if (status === 409) { tell(said.error); reload(); return; }
    const place = at("accepted") || at("desk-told") || at("said");
    const line = document.createElement("p");
    line.textContent = (said.said || said.error || "That did not work.") + " ";
    if (status !== 200) { line.className = "error"; line.setAttribute("role", "alert"); }
    if (said.link) {
      const link = document.createElement("a");
      link.href = said.link;
      link.className = "go strong";
      link.textContent = "See it in the charts";
      line.append(link);
    }
    place.replaceChildren(line);
    if (status !== 200) return;
    draft = null;
    for (const button of document.querySelectorAll("#desk button")) button.disabled = true;
    const link = line.querySelector("a");
    if (link) link.focus(); else go("/add");
  });
  const checked = (id) => Boolean(at(id) && at(id).checked);

  const ACTS = {
    accept: () => one("accept"),
    reject: () => one("reject"),
    not: () => one("reject", { why: "not an approval figure" }),
    fix: () => open("fix"),
    set: () => open("set"),
    add: () => open("add"),
    next: () => step(1, true),
    before: () => step(-1, false),
    undo: () => decide({ kind: "undo" }),
    undoubted: () => decide({ kind: "accept", scope: "undoubted" }),
  };
  const KEYS = { a: "accept", r: "reject", x: "not", f: "fix", s: "set", m: "add", n: "next", j: "next", p: "before", k: "before", u: "undo", A: "undoubted" };
  const typing = (target) => target.closest && target.closest("input, select, [contenteditable], dialog, textarea:not(#desk-text)");
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const form = at("desk-form");
    if (form && form.open && event.key === "Enter" && event.target.matches("input")) {
      event.preventDefault();
      save();
      return;
    }
    if (!shown() || typing(event.target) || !KEYS[event.key]) return;
    if (event.target.id === "desk-text" && event.key !== "m") return;
    event.preventDefault();
    event.stopPropagation();
    ACTS[KEYS[event.key]]();
  }, true);
  document.addEventListener("click", (event) => {
    const button = event.target.closest && event.target.closest("button");
    if (!button) return;
    if (button.id === "form-save") save();
    if (button.id === "form-accept") save("accept");
    if (button.id === "form-reject") save("reject");
    if (button.id === "form-close") at("desk-form").close();
    if (!shown()) return;
    if (button.id === "accept") finish("accept", { replaces: checked("desk-replaces"), retires: checked("desk-retires") });
    else if (button.id === "desk-drop") finish("drop", {});
    else if (button.id.startsWith("desk-") && ACTS[button.id.slice(5)]) ACTS[button.id.slice(5)]();
  });
  // A click on a button of the bar must not lose what is marked in the text.
  document.addEventListener("mousedown", (event) => { if (event.target.closest && event.target.closest("#desk-add")) event.preventDefault(); });
  document.addEventListener("close", (event) => {
    const node = event.target.id === "desk-form" && nodeOf(row);
    if (node) focusOn(node.rowIndex);
  }, true);
  document.addEventListener("toggle", (event) => {
    if (event.target.id === "desk-compare" && event.target.open && draft !== null) props("desk-compared", { data: { draft, stamp: Date.now() } });
  }, true);

  const own = {
    drop() { makeDrop(); return window.dash_clientside.no_update; },
    arrived(came) {
      if (came && came.draft) go("/review/" + came.draft);
      return window.dash_clientside.no_update;
    },
    review(parts) { setTimeout(() => arrive(parts), 0); return window.dash_clientside.no_update; },
  };
  window.dash_clientside = window.dash_clientside || {};
  window.dash_clientside.desk = own;
})();
