"""Looks at a finished site: does every link lead somewhere, and does no page ask another host?"""

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

# What a browser fetches by itself, as against what a reader may click on.
FETCHED = {"img": "src", "script": "src", "iframe": "src", "source": "src", "video": "src", "audio": "src", "object": "data"}
FETCHED_LINKS = {"stylesheet", "icon", "preload", "modulepreload", "preconnect", "dns-prefetch", "manifest", "shortcut icon"}
IN_STYLE = re.compile(r"(?:url\(|@import)\s*['\"]?(https?:)?//", re.IGNORECASE)


class Page(HTMLParser):
    """The links and anchors of one page."""

    def __init__(self, file):
        super().__init__()
        self.anchors = set()
        self.links = []
        self.fetched = []
        self.feed(file.read_text(errors="replace"))

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.anchors.update(each for each in (given.get("id"), given.get("name")) if each)
        if tag == "a" and given.get("href") is not None:
            self.links.append(given["href"])
        if tag == "link" and given.get("rel") in FETCHED_LINKS:
            self.fetched.append(given.get("href", ""))
        if tag in FETCHED and given.get(FETCHED[tag]):
            self.fetched.append(given[FETCHED[tag]])
        if IN_STYLE.search(given.get("style") or ""):
            self.fetched.append(given["style"])


def problems(site):
    """One line for each link that leads nowhere, and for each request to another host; empty if all is well."""
    site = Path(site).resolve()
    pages = {file: Page(file) for file in site.rglob("*.html")}
    found = []
    for file, page in sorted(pages.items()):
        name = file.relative_to(site)
        for link in page.fetched:
            if re.match(r"(https?:)?//", link) or IN_STYLE.search(link):
                found.append(f"{name} asks {link}")
            elif not link.startswith("data:") and not leads(site, file, link, pages):
                found.append(f"{name} fetches {link}, which is not there")
        for link in page.links:
            if file.name == "constant-values.html" and link.startswith("#"):
                # Javadoc links to the common beginning of its packages, and writes no anchor there.
                continue
            if not re.match(r"([a-z]+:|//)", link) and not leads(site, file, link, pages):
                found.append(f"{name} links to {link}, which is not there")
    for file in [*site.rglob("*.css"), *site.rglob("*.svg")]:
        if IN_STYLE.search(file.read_text(errors="replace")):
            found.append(f"{file.relative_to(site)} asks another host")
    return found


def leads(site, file, link, pages):
    parts = urlsplit(link)
    path = unquote(parts.path)
    target = (site / path.lstrip("/") if path.startswith("/") else file.parent / path).resolve() if path else file
    if target.is_dir():
        target = target / "index.html"
    if not target.exists():
        return False
    fragment = unquote(parts.fragment)
    return not fragment or target not in pages or fragment in pages[target].anchors or fragment.startswith("__")
