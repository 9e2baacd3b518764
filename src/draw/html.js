"use strict";
(() => {
    const form = document.getElementById("search");
    const box = document.getElementById("q");
    const count = document.getElementById("count");
    const fold = (text) =>
        text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s+/g, " ");
    const decode = (text) => {
        try {
            return decodeURIComponent(text);
        } catch {
            return text; // an address that somebody has cut off
        }
    };
    const target = (a) =>
        decode((a.getAttribute("href") || a.getAttribute("xlink:href") || "").slice(1));
    // What stands in the lists, and what of the picture leads there.
    const entries = [...document.querySelectorAll(".entry")].map((item) => {
        const id = item.querySelector(".body").id;
        return {item, id, link: id.startsWith("e-"), text: fold(item.textContent), drawn: []};
    });
    const byId = new Map(entries.map((entry) => [entry.id, entry]));
    for (const a of document.querySelectorAll("figure a")) {
        const entry = byId.get(target(a));
        if (entry) entry.drawn.push(a);
    }

    function search() {
        const words = fold(box.value).split(" ").filter(Boolean);
        let links = 0;
        let names = 0;
        for (const entry of entries) {
            const found = words.every((word) => entry.text.includes(word));
            entry.item.hidden = !found;
            for (const a of entry.drawn) a.classList.toggle("dim", !found);
            if (found && entry.link) links++;
            else if (found) names++;
        }
        const some = (n, what) => n + " " + what + (n === 1 ? "" : "s");
        count.textContent = words.length ? some(links, "link") + ", " + some(names, "name") : "";
    }

    function show(id) {
        const entry = byId.get(id);
        if (!entry) return;
        if (entry.item.hidden) {
            box.value = "";
            search();
        }
        for (const other of entries) {
            const here = other === entry;
            other.item.classList.toggle("current", here);
            for (const a of other.drawn) a.classList.toggle("current", here);
        }
        const details = entry.item.querySelector("details");
        details.open = true;
        details.querySelector("summary").focus({preventScroll: true});
        details.scrollIntoView({block: "start"});
    }

    form.hidden = false;
    form.addEventListener("submit", (event) => {
        event.preventDefault();
        const first = box.value.trim() && entries.find((entry) => !entry.item.hidden);
        if (!first) return;
        first.item.querySelector("details").open = true;
        first.item.querySelector("summary").focus();
    });
    box.addEventListener("input", search);
    box.addEventListener("keydown", (event) => {
        if (event.key !== "Escape") return;
        box.value = "";
        search();
    });
    // A click on the link of the present address is no change of it.
    document.addEventListener("click", (event) => {
        const a = event.target.closest("a");
        const id = a && target(a);
        if (id && byId.has(id) && "#" + id === decode(location.hash)) show(id);
    });
    const arrive = () => show(decode(location.hash.slice(1)));
    addEventListener("hashchange", arrive);
    addEventListener("beforeprint", () => {
        for (const entry of entries) entry.item.querySelector("details").open = true;
    });
    if (box.value) search();
    arrive();
})();
