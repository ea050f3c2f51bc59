// A view as a picture: headline, measure, warnings, charts, foot and link in one SVG, with the letters' shapes in it, so that
// it looks the same wherever it is opened. PNG is that SVG on a canvas. Both are drawn here; nothing is sent anywhere.
(function () {
  const WIDTH = 1080, EDGE = 32, INNER = WIDTH - 2 * EDGE, GAP = 32;
  const SANS = "'Source Sans 3', system-ui, sans-serif", SERIF = "'Source Serif 4', Georgia, serif";
  const font = (size, weight, family) => `${weight} ${size}px ${family}`;
  const safe = (text) => String(text).replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;")
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, "");

  // Lines that fit: words are broken only where one alone is too long.
  const ruler = document.createElement("canvas").getContext("2d");
  const wrap = (text, width, letters) => {
    ruler.font = letters;
    const lines = [];
    let line = "";
    for (const word of String(text).split(/[ \n\t]+/)) {
      const longer = line ? line + " " + word : word;
      if (ruler.measureText(longer).width <= width) { line = longer; continue; }
      if (line) lines.push(line);
      line = word;
      while (ruler.measureText(line).width > width && line.length > 1) {
        let most = line.length - 1;
        while (most > 1 && ruler.measureText(line.slice(0, most)).width > width) most -= 1;
        lines.push(line.slice(0, most));
        line = line.slice(most);
      }
    }
    return line ? [...lines, line] : lines;
  };

  // A block of text at a place; says where the next one may begin.
  const block = (text, x, y, width, { size, weight = 400, family = SANS, colour, leading = 1.4 }) => {
    const lines = wrap(text, width, font(size, weight, family));
    const step = Math.round(size * leading);
    const spans = lines.map((line, i) => `<tspan x="${x}" y="${y + size + i * step}">${safe(line)}</tspan>`).join("");
    const style = `font-family="${family}" font-size="${size}" font-weight="${weight}" fill="${colour}"`;
    return { svg: lines.length ? `<text ${style}>${spans}</text>` : "", bottom: y + lines.length * step };
  };

  const HATCH = '<pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">' +
    '<path d="M0 0V5" stroke="#c9c5bd" stroke-width="1.4"/></pattern>';

  const chart = async (figure, width) => {
    const height = figure.layout.height;
    const given = { data: figure.data, layout: Object.assign({}, figure.layout, { width, height, autosize: false }), config: { topojsonURL: "/assets/topojson/" } };
    const drawn = await window.Plotly.toImage(given, { format: "svg", width, height, imageDataOnly: true });
    const page = new DOMParser().parseFromString(drawn, "image/svg+xml");
    // The page hatches the land of a map by its style sheet, which a picture does not have.
    page.querySelectorAll(".geo .layer.land path").forEach((land) => land.style.setProperty("fill", "url(#hatch)"));
    return { page, height };
  };

  const placed = ({ page, height }, x, y, width) => {
    const root = page.documentElement;
    for (const [name, value] of Object.entries({ x, y, width, height, overflow: "visible" })) root.setAttribute(name, value);
    root.style.background = "none";
    return new XMLSerializer().serializeToString(root);
  };

  // The table as a picture of its own where there is no chart; a long one is cut, and says so.
  const MOST = 40, ROW = 26;
  const tableOf = (table, colours, y) => {
    const rows = table.rows.slice(0, MOST);
    const left = table.rows.length - rows.length + table.left;
    ruler.font = font(14, 400, SANS);
    const needs = table.heads.map((head, i) => Math.min(300, Math.max(...[head, ...rows.map((row) => row[i])].map((text) => ruler.measureText(text).width)) + 24));
    const scale = Math.min(1.6, INNER / needs.reduce((sum, width) => sum + width, 0));
    const right = needs.map((_, i) => i > 1 && table.heads[i] !== "Absent because");
    let x = EDGE;
    const parts = [];
    needs.forEach((need, i) => {
      const width = need * scale;
      const cell = (text, row, weight, colour) => {
        const fits = wrap(text, width - 8, font(14, weight, SANS));
        const said = fits.length > 1 ? fits[0].slice(0, -1) + "…" : fits[0] || "";
        const at = right[i] ? `x="${x + width - 24}" text-anchor="end"` : `x="${x}"`;
        parts.push(`<text ${at} y="${y + row * ROW + 18}" font-family="${SANS}" font-size="14" font-weight="${weight}" fill="${colour}">${safe(said)}</text>`);
      };
      cell(table.heads[i], 0, 600, colours.ink);
      rows.forEach((row, n) => cell(row[i], n + 1, 400, colours.ink));
      x += width;
    });
    for (let n = 1; n <= rows.length; n += 1) parts.push(`<path d="M${EDGE} ${y + n * ROW}H${WIDTH - EDGE}" stroke="${colours.faint}"/>`);
    const bottom = y + (rows.length + 1) * ROW + 8;
    if (!left) return { svg: parts.join(""), bottom };
    const more = block(`and ${left} more rows, which are in the downloads`, EDGE, bottom, INNER, { size: 13, colour: colours.soft });
    return { svg: parts.join("") + more.svg, bottom: more.bottom };
  };

  // Only the files that hold the letters that are used.
  const SCRIPTS = [
    ["latin", /./, "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD"],
    ["latin-ext", /[\u0100-\u0130\u0132-\u0151\u0154-\u02ba\u1e00-\u1eff]/, "U+0100-0130,U+0132-0151,U+0154-02BA,U+1E00-1EFF"],
    ["greek", /[\u0370-\u03ff]/, "U+0370-03FF"],
    ["cyrillic", /[\u0400-\u045f]/, "U+0301,U+0400-045F,U+0490-0491,U+04B0-04B1,U+2116"],
  ];
  const asBase64 = async (path) => {
    const blob = await (await fetch(path)).blob();
    return new Promise((done) => { const reader = new FileReader(); reader.onload = () => done(reader.result.split(",")[1]); reader.readAsDataURL(blob); });
  };
  const letters = async (texts) => {
    const faces = [];
    for (const [family, file, said] of [["Source Sans 3", "source-sans-3", texts.all], ["Source Serif 4", "source-serif-4", texts.serif]]) {
      for (const [script, used, range] of SCRIPTS) {
        if (!used.test(said)) continue;
        const data = await asBase64(`/assets/fonts/${file}-${script}-wght-normal.woff2`);
        faces.push(`@font-face{font-family:"${family}";font-weight:200 900;src:url(data:font/woff2;base64,${data}) format("woff2");unicode-range:${range}}`);
      }
    }
    return faces.join("");
  };

  const head = (view, y) => {
    const { ink, soft, faint } = view.colours;
    const parts = [];
    const put = (made, space) => { parts.push(made.svg); y = made.bottom + space; };
    put(block(view.headline, EDGE, y, INNER, { size: 28, weight: 600, family: SERIF, colour: ink, leading: 1.2 }), 8);
    put(block(view.subtitle, EDGE, y, INNER, { size: 16, colour: soft }), 8);
    for (const note of view.notes) {
      const colour = note.warning ? "#8a4b00" : soft;
      const said = block(note.text, EDGE + 12, y, INNER - 12, { size: 14, weight: note.warning ? 600 : 400, colour });
      parts.push(`<path d="M${EDGE + 1} ${y}V${said.bottom}" stroke="${note.warning ? colour : faint}" stroke-width="2"/>`);
      put(said, 4);
    }
    return { svg: parts.join(""), bottom: y + 12 };
  };

  const charts = async (view, y) => {
    const { ink, soft } = view.colours;
    const width = (INNER - GAP * (view.figures.length - 1)) / view.figures.length;
    let top = y;
    const parts = view.figures.map(({ title, finding }, i) => {
      const x = EDGE + i * (width + GAP);
      const name = block(title, x, y, width, { size: 16, weight: 600, colour: ink });
      const told = block(finding, x, name.bottom, width, { size: 16, colour: soft });
      top = Math.max(top, told.bottom + (title ? 8 : 0));
      return name.svg + told.svg;
    });
    let bottom = top;
    for (const [i, { figure }] of view.figures.entries()) {
      const drawn = await chart(figure, width);
      parts.push(placed(drawn, EDGE + i * (width + GAP), top, width));
      bottom = Math.max(bottom, top + drawn.height);
    }
    return { svg: parts.join(""), bottom: bottom + 16 };
  };

  const foot = (view, y) => {
    const { ink, soft, faint } = view.colours;
    const parts = [`<path d="M${EDGE} ${y}H${WIDTH - EDGE}" stroke="${faint}"/>`];
    y += 10;
    const named = view.sources.slice(0, 6).map(([name]) => name).join(", ") + (view.sources.length > 6 ? ` and ${view.sources.length - 6} more` : "");
    for (const [term, text] of [...view.lines, ["Source", named], ["Link", new URL(view.address, window.location.href).href]]) {
      const told = block(text, EDGE + 88, y, INNER - 88, { size: 13, colour: soft });
      parts.push(block(term, EDGE, y, 84, { size: 13, weight: 600, colour: ink }).svg, told.svg);
      y = told.bottom + 2;
    }
    return { svg: parts.join(""), bottom: y };
  };

  // The whole picture as SVG text, with its size; `bare` is the charts alone, for a page that has the words itself.
  const compose = async (view, { bare = false } = {}) => {
    await document.fonts.ready;
    const parts = [];
    let y = bare ? 0 : EDGE - 8;
    const put = (made) => { parts.push(made.svg); y = made.bottom; };
    if (!bare) put(head(view, y));
    put(view.figures.length ? await charts(view, y) : tableOf(view.table, view.colours, y));
    if (!bare) put(foot(view, y + (view.figures.length ? 0 : 16)));
    const height = Math.ceil(y + (bare ? 0 : EDGE - 8));
    const body = parts.join("");
    const style = `<style>${await letters({ all: body + view.headline, serif: view.headline })}</style>`;
    const said = safe(view.headline);
    const box = bare ? `${EDGE} 0 ${INNER} ${height}` : `0 0 ${WIDTH} ${height}`;
    const width = bare ? INNER : WIDTH;
    const text = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${box}" role="img" aria-label="${said}">` +
      `<title>${said}</title><desc>${safe(view.words)}</desc><defs>${style}${HATCH}</defs>` +
      `<rect x="${bare ? EDGE : 0}" width="${width}" height="${height}" fill="${view.colours.paper}"/>${body}</svg>`;
    return { text, width, height };
  };

  const asPng = async ({ text, width, height }) => {
    const image = new Image(width, height);
    const address = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
    try {
      image.src = address;
      await image.decode();
      // Twice the size, for paper and fine screens; a canvas has a longest side.
      const scale = Math.min(2, 16000 / height);
      const canvas = document.createElement("canvas");
      canvas.width = width * scale;
      canvas.height = height * scale;
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      return await new Promise((done) => canvas.toBlob(done, "image/png"));
    } finally {
      URL.revokeObjectURL(address);
    }
  };

  const save = (blob, name) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  };

  const told = async (address) => {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(address + " is not there");
    return answer;
  };
  const KINDS = {
    svg: async (view) => new Blob([(await compose(view)).text], { type: "image/svg+xml" }),
    png: async (view) => asPng(await compose(view)),
    html: async (view, search) => {
      const [page, drawn] = await Promise.all([told("/story.html" + search).then((answer) => answer.text()), view.figures.length ? compose(view, { bare: true }) : null]);
      return new Blob([page.replace("<!--chart-->", () => (drawn ? drawn.text : ""))], { type: "text/html" });
    },
  };
  const make = async (kind) => {
    const search = window.location.search;
    const view = await (await told("/view.json" + search)).json();
    save(await KINDS[kind](view, search), `toplines-${view.name}.${kind}`);
  };
  const say = (text) => window.dash_clientside.set_props("copied", { children: text });
  const pressed = (event, selector) => event.target.closest && event.target.closest(selector);
  document.addEventListener("click", (event) => {
    const button = pressed(event, "button[data-picture]");
    if (!button) return;
    say("Drawing …");
    make(button.getAttribute("data-picture")).then(() => say("Saved"), (error) => {
      console.warn(error);
      say("It could not be drawn");
    });
  });

  // The lines that put this view into another page: as high as it is here, with room for its words.
  const embedCode = () => {
    const query = new URLSearchParams(window.location.search);
    query.set("embed", "1");
    const drawn = [...document.querySelectorAll(".panels .js-plotly-plot")].map((plot) => plot.offsetHeight);
    const height = Math.max(360, ...drawn) + 380;
    const title = safe(document.getElementById("headline").textContent);
    return `<iframe src="${safe(`${window.location.origin}/?${query}`)}" title="${title}" width="100%" height="${height}" style="border:0" loading="lazy"></iframe>`;
  };
  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch (error) {
      // Without https the clipboard has only its old door.
      const box = document.createElement("textarea");
      box.value = text;
      document.body.append(box);
      box.select();
      const done = document.execCommand("copy");
      box.remove();
      if (!done) throw error;
    }
  };
  document.addEventListener("click", (event) => {
    if (pressed(event, "#copy-embed")) copy(embedCode()).then(() => say("Embed code copied"), () => say("The browser did not let us copy"));
  });

  // On paper the table stands under the chart. It is asked for at the last moment, when nothing may be waited for.
  const node = (name, text) => { const made = document.createElement(name); if (text !== undefined) made.textContent = text; return made; };
  window.addEventListener("beforeprint", () => {
    const explore = document.getElementById("explore");
    if (!explore || explore.hidden || document.getElementById("print-table")) return;
    const asked = new XMLHttpRequest();
    asked.open("GET", "/view.json" + window.location.search, false);
    try { asked.send(); } catch (error) { return; }
    if (asked.status !== 200) return;
    const view = JSON.parse(asked.responseText);
    const holder = node("div");
    holder.id = "print-table";
    const table = node("table");
    const line = (name, texts) => { const row = node("tr"); row.append(...texts.map((text) => node(name, text))); return row; };
    const top = node("thead");
    top.append(line("th", view.table.heads));
    const rows = node("tbody");
    rows.append(...view.table.rows.map((texts) => line("td", texts)));
    table.append(top, rows);
    holder.append(table);
    if (view.table.left) holder.append(node("p", `and ${view.table.left} more rows, which are in the downloads.`));
    holder.append(node("p", window.location.href));
    document.querySelector(".stage").append(holder);
  });
  window.addEventListener("afterprint", () => { const holder = document.getElementById("print-table"); if (holder) holder.remove(); });
})();
