"""A site with broken links is not published."""

import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import links


class LinksTest(unittest.TestCase):
    def problems(self, html, **more):
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "index.html").write_text(html)
            (Path(folder) / "other.html").write_text('<h1 id="there">Other</h1>')
            for name, text in more.items():
                (Path(folder) / f"style.{name}").write_text(text)
            return links.problems(folder)

    def test_links_that_lead_somewhere_are_fine(self):
        self.assertEqual([], self.problems('<a href="other.html#there"></a><a href="https://example.com"></a><a href="#"></a>'))

    def test_a_page_that_is_not_there_is_found(self):
        self.assertEqual(["index.html links to gone.html, which is not there"], self.problems('<a href="gone.html"></a>'))

    def test_an_anchor_that_is_not_there_is_found(self):
        self.assertEqual(["index.html links to other.html#gone, which is not there"], self.problems('<a href="other.html#gone"></a>'))

    def test_a_picture_that_is_not_there_is_found(self):
        self.assertEqual(["index.html fetches gone.svg, which is not there"], self.problems('<img src="gone.svg">'))

    def test_what_a_browser_would_ask_another_host_for_is_found(self):
        for html in ('<script src="https://example.com/a.js">', '<link rel="stylesheet" href="//example.com/a.css">'):
            self.assertRegex("".join(self.problems(html)), r"asks .*example\.com")

    def test_fonts_of_another_host_are_found_in_styles_and_pictures(self):
        for kind in ("css", "svg"):
            self.assertEqual([f"style.{kind} asks another host"], self.problems("", **{kind: "@import url('https://example.com/font')"}))


if __name__ == "__main__":
    unittest.main()
