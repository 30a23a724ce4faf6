"""Draws what a command printed (standard input) as a terminal shows it: SVG on standard output."""

import io
import sys

from rich.console import Console
from rich.text import Text

printed = sys.stdin.read()
width = max(map(len, printed.splitlines()), default=80) + 2
console = Console(record=True, width=width, file=io.StringIO())
console.print(Text(f"$ {sys.argv[1]}"))
console.print(Text(printed.rstrip()))
print(console.export_svg(title=sys.argv[1]))
