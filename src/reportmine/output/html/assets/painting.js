// The rows of the table and the marks of the text as a reader left them.

const painting = (() => {
  const { all, one } = reportmine;
  const { rules, FIELDS, fill } = ledger;
  const said = rules.said;
  const CELLS = ["metric", "value", "measure", "status", "period"];

  return painter;

  function painter(view, form, book) {
    const originals = new Map();
    let rows = new Map();
    return { paint, rowOf };

    function rowOf(figure) {
      if (!rows.get(figure.key)?.isConnected) rows = new Map(view.rows.map((row) => [row.dataset.key, row]));
      return rows.get(figure.key);
    }

    function paint(figure) {
      const row = rowOf(figure);
      if (!row) return;
      restore(row, figure);
      const entry = book.entries.get(figure.key);
      if (entry) correct(row, figure, entry);
      else if (book.known.has(figure.key)) one(".metric .sub", row).append(badge(said.checked));
      view.refresh(row);
    }

    function correct(row, figure, entry) {
      const isOut = entry.verdict === "no figure";
      row.classList.toggle("no-figure", isOut);
      for (const mark of view.marksOf(row)) mark.classList.toggle("no-figure", isOut);
      if (!isOut) fillIn(row, figure, entry.fields);
      one(".metric .sub", row).append(badge(isOut ? said.not_a_figure : said.checked));
      if (entry.verdict === "changed") one(".why", row).prepend(changes(figure, entry.fields));
    }

    // The row as Python wrote it.
    function restore(row, figure) {
      const cells = CELLS.map((name) => one(`td.${name}`, row));
      if (!originals.has(figure.key)) originals.set(figure.key, cells.map((cell) => [...cell.childNodes].map((node) => node.cloneNode(true))));
      originals.get(figure.key).forEach((nodes, at) => cells[at].replaceChildren(...nodes.map((node) => node.cloneNode(true))));
      one(".was", row)?.remove();
      row.classList.remove("no-figure");
      for (const mark of view.marksOf(row)) mark.classList.remove("no-figure");
      ofKind(row, figure.fields);
      nameMarks(row, figure, figure.fields.metric);
    }

    // A frame of a picture has its name in an element of its own.
    function nameMarks(row, figure, metric) {
      for (const mark of view.marksOf(row)) {
        const title = one("title", mark);
        if (title) title.textContent = `${metric} ${figure.text}`;
        else mark.title = metric;
      }
    }

    function ofKind(row, fields) {
      for (const { classList } of [row, ...view.marksOf(row)]) {
        classList.remove(...[...classList].filter((name) => name.startsWith("t-")));
        classList.add(`t-${fields.topic}`);
      }
      const { topic, measure, status, value } = fields;
      Object.assign(row.dataset, { topic, measure, status, value, period: fields.period ?? "" });
    }

    function fillIn(row, figure, fields) {
      ofKind(row, fields);
      one(".metric .name", row).textContent = fields.metric || rules.unnamed;
      const dot = document.createElement("i");
      dot.className = "dot";
      one(".metric .sub", row).replaceChildren(dot, label("topic", fields.topic), fields.scope ? ` · ${fields.scope}` : "");
      value(one("td.value", row), figure, fields);
      one("td.measure", row).replaceChildren(label("measure", fields.measure), ...(fields.direction ? [arrow(fields.direction)] : []));
      const status = one("td.status .badge", row);
      status.className = `badge ${fields.status}`;
      status.textContent = label("status", fields.status);
      one("td.period", row).textContent = fields.period ?? "";
      nameMarks(row, figure, fields.metric);
    }

    function value(cell, figure, fields) {
      // The number of a table has its unit in a header beside it.
      const text = figure.text + figure.beside;
      const inside = [...(rules.sign_inside[fields.qualifier] ?? "")].some((char) => text.includes(char));
      const written = document.createElement("b");
      const sign = element("span", "sign", inside ? "" : (rules.sign[fields.qualifier] ?? ""));
      const ends = [fields.value, ...(fields.value_max === null ? [] : [fields.value_max])];
      const digits = text.replaceAll(",", "");
      const isWritten = ends.every((end) => digits.includes(end)) && digits.includes(fields.unit);
      const number = `${ends.map(grouped).join("–")} ${fields.unit}`.trim();
      const isCorrected = ["value", "value_max", "unit"].some((name) => fields[name] !== figure.fields[name]);
      written.append(...(sign.textContent ? [sign] : []), ...(isCorrected ? [`${number} `, byHand()] : [text]));
      const below = isCorrected ? text : isWritten ? "" : number;
      cell.replaceChildren(written, ...(below ? [element("span", "sub", below)] : []));
    }

    function byHand() {
      const found = element("span", "by-hand", rules.corrected);
      found.title = said.corrected;
      return found;
    }

    function arrow(direction) {
      const found = element("span", "arrow", rules.arrows[direction]);
      found.title = label("direction", direction);
      return found;
    }

    // What was read otherwise, above why it was read so.
    function changes(figure, fields) {
      const differing = FIELDS.filter((name) => fields[name] !== figure.fields[name]);
      const list = differing.map((name) => {
        const [old, now] = [figure.fields[name], fields[name]].map((cell) => (cell ? label(name, cell) : said.empty));
        return fill(said.change, { field: one(`.field.of-${name} span`, form).textContent, old, new: now });
      });
      return element("p", "was", fill(said.was, { changes: list.join(" · ") }));
    }

    function label(name, value) {
      const field = form.elements[name];
      return all("option", field).find((option) => option.value === value)?.textContent ?? value;
    }
  }

  function badge(words) {
    return element("span", "checked", words);
  }

  function element(name, kind, words) {
    const found = document.createElement(name);
    found.className = kind;
    found.textContent = words;
    return found;
  }

  function grouped(digits) {
    const [whole, rest] = digits.split(".");
    return whole.replace(/\B(?=(\d{3})+$)/g, ",") + (rest ? `.${rest}` : "");
  }
})();
