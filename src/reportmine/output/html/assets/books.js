// What was said of each report of the page, also of those that were not opened yet.

const books = (() => {
  const { all, one } = reportmine;
  const entries = all(".reports .report");
  const made = new Map();
  const indexes = new Map();

  return { of, indexOf, titleOf, isKept, progress, nextToCheck };

  function of(number) {
    if (!made.has(number)) made.set(number, ledger.of(read(`d${number}`), (at) => sentenceOf(number, at)));
    return made.get(number);
  }

  function read(id) {
    return JSON.parse(document.getElementById(id).textContent);
  }

  // The sentences and figures that a page of several reports has for its search.
  function indexOf(number) {
    if (!indexes.has(number)) indexes.set(number, read(`i${number}`));
    return indexes.get(number);
  }

  function sentenceOf(number, at) {
    if (!entries.length) return one(".sentence", document.getElementById(`f${number}-${at}`)).textContent;
    const { sentences, figures } = indexOf(number);
    return sentences[figures[at][2]];
  }

  function titleOf(number) {
    return one(".name", entries[number]).textContent;
  }

  // How much of what is to check of a report was checked; where the browser keeps nothing, it need not be read for that.
  function progress(number) {
    const { queue: all } = entries[number].dataset;
    if (!made.has(number) && !isKept(number)) return { done: 0, left: Number(all), all: Number(all), isSaved: true };
    const book = of(number);
    const left = book.queue.filter((figure) => !book.entries.has(figure.key)).length;
    return { done: book.queue.length - left, left, all: book.queue.length, isSaved: book.isSaved() };
  }

  function isKept(number) {
    try {
      return localStorage.getItem(ledger.storeOf(entries[number].dataset.key)) !== null;
    } catch {
      return false;
    }
  }

  // The next report of which something is left to check, after the last one from the first on; null where there is none.
  function nextToCheck(number) {
    const others = [...entries.keys()].filter((other) => other !== number);
    const behind = others.filter((other) => other > number);
    return [...behind, ...others].find((other) => progress(other).left) ?? null;
  }
})();
