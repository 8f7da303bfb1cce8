// What was said of each report of the page, also of those that were not opened yet.

const books = (() => {
  const { all, one } = reportmine;
  const entries = all(".reports .report");
  const made = new Map();
  const indexes = new Map();

  return { of, ifSaid, indexOf, titleOf, isKept, progress, nextToCheck };

  function of(number) {
    if (!made.has(number)) made.set(number, ledger.of(read(`d${number}`), (at) => sentenceOf(number, at)));
    return made.get(number);
  }

  // Null where the report was not opened and the browser keeps nothing of it, so that it need not be read.
  function ifSaid(number) {
    return made.has(number) || isKept(number) ? of(number) : null;
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

  // How much of what is to check of a report was checked, and whether all that was said of it is saved.
  function progress(number) {
    const { queue: all } = entries[number].dataset;
    const book = ifSaid(number);
    if (!book) return { done: 0, left: Number(all), all: Number(all), isSaved: true };
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
