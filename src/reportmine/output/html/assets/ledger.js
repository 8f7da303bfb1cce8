// What a reader says of the figures of a report: said, undone, kept in the browser, written as a file or a table.
// Nothing here touches the page. Places count the characters of the raw text as Python does, not as JavaScript.

const ledger = (() => {
  const rules = JSON.parse(document.getElementById("rules").textContent);
  const { fields: FIELDS, said } = rules;
  const VALUE = new RegExp(`^(?:${rules.value})$`);
  const PERIOD = new RegExp(`^(?:${rules.period})$`);
  const MULTIPLIED = new RegExp(`^(?:${rules.multiplier})`);
  const ENDS = new RegExp(rules.ends, "g");
  const UNSEEN = /(?! )[\p{C}\p{Z}]/gu;
  const MOST_UNDONE = 500;
  const keyOf = (start, end) => `${start}-${end}`;
  const storeOf = (key) => `reportmine-check-${key}`;
  const size = (text) => [...text].length;

  return { of, rules, FIELDS, size, keyOf, storeOf, faultsOf, plain, cleaned, fill, sentenceIn, isSame };

  // ------------------------------------------------------------------------------------------ fields

  // Fields hold what can be seen; nothing is null where that is allowed, and no text where it is not.
  function cleaned(fields) {
    const found = {};
    for (const name of FIELDS) {
      const text = (fields[name] ?? "").replace(UNSEEN, " ").trim();
      found[name] = text || !rules.optional.includes(name) ? text : null;
    }
    for (const name of ["value", "value_max"]) if (found[name] && VALUE.test(found[name])) found[name] = plain(found[name]);
    if (!rules.directed.includes(found.measure)) found.direction = null;
    return found;
  }

  // What is wrong with fields, by their names.
  function faultsOf(fields, isNew) {
    const faults = {};
    for (const name of FIELDS) if (size(fields[name] ?? "") > rules.longest) faults[name] = fill(said.too_long, rules);
    for (const name of ["value", "value_max"]) {
      if (fields[name] !== null && !VALUE.test(fields[name])) faults[name] = said.bad_value;
    }
    if (fields.period !== null && !PERIOD.test(fields.period)) faults.period = said.bad_period;
    if (MULTIPLIED.test(fields.unit)) faults.unit = said.bad_unit;
    if (isNew && !fields.metric) faults.metric = said.bad_metric;
    if (!faults.value && !faults.value_max && fields.value_max !== null && isBelow(fields.value_max, fields.value)) {
      faults.value_max = said.bad_max;
    }
    return faults;
  }

  // As Python writes a decimal: no zeros that only fill up.
  function plain(digits) {
    const [, sign, whole, rest] = digits.match(/^(-?)0*(\d+?)(?:\.(\d*?)0*)?$/);
    return sign + whole + (rest ? `.${rest}` : "");
  }

  function isBelow(one, other) {
    const digits = (text) => (text.split(".")[1] || "").length;
    const places = Math.max(digits(one), digits(other));
    const scaled = (text) => BigInt(text.replace(".", "") + "0".repeat(places - digits(text)));
    return scaled(one) < scaled(other);
  }

  function fill(words, values) {
    return words.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
  }

  function isSame(one, other) {
    return FIELDS.every((name) => one[name] === other[name]);
  }

  // ---------------------------------------------------------------------------------- marked numbers

  // The sentence around a number in a stretch of raw text, and where in it the number stands, as Python cuts it.
  function sentenceIn(text, start, end) {
    const chars = [...text];
    const part = (from, to) => chars.slice(Math.max(0, from), to).join("");
    const before = part(start - rules.farthest, start);
    const behind = part(end, end + rules.farthest);
    const ends = [...before.matchAll(ENDS)];
    const left = (ends.length ? before.slice(ends.at(-1).index + ends.at(-1)[0].length) : before).trimStart();
    const right = behind.slice(0, [...behind.matchAll(ENDS)][0]?.index ?? behind.length).trimEnd();
    const number = part(start, end);
    return [left + number + right, [size(left), size(left) + size(number)]];
  }

  // What a number in the text comes to: 1.2万 is 12000.
  function madeOf(text) {
    const found = text.normalize("NFKC").match(/-?\d[\d,]*(?:\.\d+)?\s*([十百千万萬亿億]*)/);
    if (!found) return "";
    const powers = { 十: 1, 百: 2, 千: 3, 万: 4, 萬: 4, 亿: 8, 億: 8 };
    const shift = [...found[1]].reduce((sum, char) => sum + powers[char], 0);
    const [whole, rest = ""] = found[0].replace(/[^\d.-]/g, "").split(".");
    return plain(`${whole}${rest.slice(0, shift).padEnd(shift, "0")}.${rest.slice(shift)}0`);
  }

  // ----------------------------------------------------------------------------------- one report

  function of(data, sentenceOf) {
    // Most sentences stand in the rows, where they are read when they are needed.
    class Claim {
      get sentence() {
        return this.written || sentenceOf(this.at);
      }
    }
    // Pages of some of the figures, or of other readings of them, share what the browser keeps.
    const store = storeOf(data.key);
    const claims = data.claims.map(claim);
    const figures = new Map(claims.map((figure) => [figure.key, figure]));
    const starts = sums(data.lines);
    const entries = new Map();
    // What the report was corrected with before it was written to this page.
    const known = byKey(data.known);
    // What of that does not fit the report; it is saved again, and no figure here has to do with it.
    const stale = byKey(data.kept);
    // Of each entry, what is saved of it, and what a file may have said of it for the entry to be newer than that.
    const records = new Map();
    const grounds = new Map();
    // What the browser keeps of figures that are not here, or were corrected in the file since.
    const elsewhere = [];
    const away = new Set();
    let done = [];
    remember();
    return {
      claims, figures, entries, known, rejected, marked, now, say, undo, tally, file, wasSaved, isSaved, table, overlapping, drop,
      queue: data.queue.map((at) => claims[at]),
      name: data.name,
      taken: () => [...figures.values()].filter(isNew),
      canUndo: () => done.length > away.size,
      hasSaid: () => entries.size + known.size > 0 || [...saidElsewhere().values()].some(Boolean),
    };

    function byKey(given) {
      return new Map(given.map((record) => [keyOf(record.start, record.end), record]));
    }

    function sums(lengths) {
      let at = 0;
      return lengths.map((length) => (at += length + 1));
    }

    function claim(given, at) {
      const [start, end, text, first, last, ...rest] = given;
      const [indicator, section, confidence, line, page, names, beside, written] = rest.slice(FIELDS.length);
      const known = { indicator, section, confidence, line, page, names, beside, fields: named(rest) };
      const key = keyOf(start, end);
      return Object.assign(new Claim(), { key, kind: "claim", at, start, end, text, mark: [first, last], written }, known);
    }

    function named(cells) {
      return Object.fromEntries(FIELDS.map((name, at) => [name, cells[at]]));
    }

    function rejected(number) {
      const [start, end, first, last, ...rest] = data.rejected[number];
      let at = number;
      while (!data.rejected[at].at(-1)) at -= 1;
      const sentence = data.rejected[at].at(-1);
      const text = [...sentence].slice(first, last).join("");
      return added({ kind: "rejected", number, start, end, text, sentence, mark: [first, last], fields: named(rest) });
    }

    function marked(start, end, text, [sentence, mark]) {
      const fields = { ...named([]), metric: "", value: madeOf(text), unit: "", qualifier: "exact" };
      Object.assign(fields, { measure: "level", status: "actual", topic: "other" });
      return added({ kind: "marked", start, end, text, sentence, mark, fields: cleaned(fields) });
    }

    // A figure that Python did not see as one; it is dropped again where nobody takes it in. Null where there is one
    // already that this page does not have: figures never overlap.
    function added(given) {
      const key = keyOf(given.start, given.end);
      const there = overlapping(given.start, given.end);
      if (there) return there;
      if (isTakenElsewhere(given)) return null;
      const line = starts.filter((start) => start <= given.start).length + 1;
      const page = data.pages.filter((start) => start <= given.start).length || null;
      const figure = { key, names: [], beside: "", indicator: null, section: null, confidence: null, line, page, ...given };
      figures.set(key, figure);
      return figure;
    }

    function isNew(figure) {
      return figure.kind !== "claim";
    }

    function drop(figure) {
      if (isNew(figure) && !entries.has(figure.key)) figures.delete(figure.key);
    }

    function overlapping(start, end) {
      return [...figures.values()].find((figure) => figure.start < end && start < figure.end);
    }

    // What a reader called no figure may become one, as a whole.
    function isTakenElsewhere({ start, end }) {
      const others = [...new Map([...known, ...saidElsewhere()])].filter(([key, record]) => record && !figures.has(key));
      const isThere = (record) => record.start < end && start < record.end;
      return others.some(([key, record]) => isThere(record) && (record.fields || key !== keyOf(start, end)));
    }

    function now(figure) {
      return entries.get(figure.key)?.fields ?? figure.fields;
    }

    // ------------------------------------------------------------------------- said and undone

    // What a reader says: these fields, or null for no figure.
    function say(figure, fields) {
      done.push([figure.key, entries.get(figure.key) ?? null, recorded(figure), groundsOf(figure.key)]);
      for (const step of done.splice(0, done.length - MOST_UNDONE)) away.delete(step);
      set(figure, fields && entryOf(figure, fields));
      if (!fields && !isNew(figure)) set(figure, { verdict: "no figure", fields: null });
      keep();
    }

    function entryOf(figure, fields) {
      if (isNew(figure)) return { verdict: "figure", fields };
      return { verdict: isSame(fields, cleaned(figure.fields)) ? "right" : "changed", fields };
    }

    function set(figure, entry) {
      if (!entry) {
        entries.delete(figure.key);
        records.delete(figure.key);
        return;
      }
      entries.set(figure.key, entry);
      records.set(figure.key, record(figure, entry));
    }

    // The figure that is as it was before.
    function undo() {
      const last = done.findLast((step) => !away.has(step));
      if (!last) return null;
      done.splice(done.lastIndexOf(last), 1);
      const [key, before, record] = last;
      if (!figures.has(key)) figures.set(key, record);
      const figure = figures.get(key);
      set(figure, before);
      keep();
      return figure;
    }

    function recorded(figure) {
      return isNew(figure) ? { ...figure } : null;
    }

    function tally() {
      const counts = { right: 0, changed: 0, none: 0, figure: 0 };
      for (const { verdict } of entries.values()) counts[verdict === "no figure" ? "none" : verdict] += 1;
      return counts;
    }

    // ------------------------------------------------------------------------ kept in the browser

    // A browser may keep nothing for a page that was opened from a file. Each entry has its place, what a reader said,
    // the figure where it is new, its grounds, and what is saved of it, but for the fields.
    function keep() {
      const bare = (record) => record && { ...record, fields: undefined };
      const ofKey = (key) => [recorded(figures.get(key)), groundsOf(key), bare(records.get(key))];
      const here = [...entries].map(([key, entry]) => [key, entry, ...ofKey(key)]);
      const kept = [...here, ...elsewhere.filter(([key]) => !entries.has(key))];
      try {
        localStorage.setItem(store, JSON.stringify({ kept, done }));
      } catch {
        // The corrections are still in the page, and can be saved.
      }
    }

    function remember() {
      try {
        const found = JSON.parse(localStorage.getItem(store)) ?? { kept: [], done: [] };
        found.kept.forEach(recall);
        done = [...found.done];
        for (const step of done) if (!isHere(step)) away.add(step);
      } catch {
        // What cannot be read is begun anew.
      }
    }

    function recall(one) {
      const [key, entry, figure, said] = one;
      if (!isHere(one)) {
        elsewhere.push(one);
        return;
      }
      if (!figures.has(key)) figures.set(key, figure);
      if (said) grounds.set(key, said);
      set(figures.get(key), entry);
    }

    function isHere(one) {
      const [key, , figure] = one;
      return isNewer(one) && (figures.has(key) || Boolean(figure && !overlapping(figure.start, figure.end)));
    }

    // Whether the file says nothing of a figure that it did not say when the reader judged it or saved that.
    function isNewer([key, , , said]) {
      return (said ?? [null]).includes(digest(known.get(key)));
    }

    function groundsOf(key) {
      return grounds.get(key) ?? [digest(known.get(key))];
    }

    function digest(record) {
      return record ? JSON.stringify(record.fields && FIELDS.map((name) => record.fields[name])) : null;
    }

    // A file that was saved may lie beside the report when the page is next made, or may not.
    function wasSaved() {
      for (const [key, record] of records) grounds.set(key, [...new Set([...groundsOf(key), digest(record)])]);
      keep();
    }

    // Whether every answer stands in a file already.
    function isSaved() {
      return [...records].every(([key, record]) => groundsOf(key).includes(digest(record)));
    }

    // What is saved of figures that are not here; null where a reader took one back.
    function saidElsewhere() {
      const left = elsewhere.filter((one) => isNewer(one) && one[4] !== undefined);
      return new Map(left.map(([key, { fields }, , , record]) => [key, record && { ...record, fields }]));
    }

    // ----------------------------------------------------------------------------- what is written

    function inOrder() {
      return [...figures.values()].sort(byPlace);
    }

    function byPlace(one, other) {
      return one.start - other.start || one.end - other.end;
    }

    function file() {
      const all = new Map([...stale, ...known, ...saidElsewhere(), ...records]);
      const found = [...all.values()].filter(Boolean).sort(byPlace).map((record) => JSON.stringify(record));
      const report = JSON.stringify({ path: data.path, sha256: data.sha256 });
      const list = found.length ? `[\n  ${found.join(",\n  ")}]` : "[]";
      return `{"schema": ${JSON.stringify(rules.schema)},\n "report": ${report},\n "corrections": ${list}}\n`;
    }

    // Null for what readers took in before and take back: without them it is no figure.
    function record(figure, { verdict, fields }) {
      const { start, end, text, sentence, mark } = figure;
      const before = known.get(figure.key);
      const about = { start, end, text, sentence, mark };
      if (!fields && before?.verdict === "figure") return null;
      if (!fields) return { ...about, verdict, fields, was: {} };
      if (verdict === "figure" || before?.verdict === "figure") return { ...about, verdict: "figure", fields, was: {} };
      const first = { ...figure.fields, ...before?.was };
      const was = Object.fromEntries(FIELDS.filter((name) => fields[name] !== first[name]).map((name) => [name, first[name]]));
      return { ...about, verdict: Object.keys(was).length ? "changed" : "right", fields, was };
    }

    function table() {
      const left = inOrder().filter((figure) => (isNew(figure) ? entries.has(figure.key) : !isOut(figure)));
      const lines = [rules.headings, ...left.map(cells)].map((row) => row.map(quoted).join(","));
      return `\ufeff${lines.join("\r\n")}\r\n`;
    }

    function isOut(figure) {
      return entries.get(figure.key)?.verdict === "no figure";
    }

    function cells(figure) {
      const fields = now(figure);
      const isAsRead = fields.metric === figure.fields.metric && !isNew(figure);
      const indicator = isAsRead ? figure.indicator : indicatorOf(fields.metric);
      const confidence = entries.has(figure.key) ? "1.0" : figure.confidence;
      const known = { ...figure, ...fields, sentence: figure.sentence, indicator, confidence };
      return [data.path, ...rules.columns.map((name) => known[name])].map(guarded);
    }

    // A metric may be called as what every object has.
    function indicatorOf(metric) {
      return Object.hasOwn(data.indicators, metric) ? data.indicators[metric] : null;
    }
  }

  // A cell that a spreadsheet would run as a formula has an apostrophe in front.
  function guarded(cell) {
    const form = (given, flags) => new RegExp(given.replaceAll("\\d", "\\p{Nd}"), flags);
    guarded.formula ??= form(`^${rules.formula}`, "su");
    guarded.number ??= form(`^(?:${rules.number})$`, "u");
    const runs = typeof cell === "string" && guarded.formula.test(cell) && !guarded.number.test(cell);
    return runs ? `'${cell}` : cell;
  }

  function quoted(cell) {
    const text = String(cell ?? "");
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  }
})();
