// Reads a diagram in Mermaid's language from standard input; writes it as SVG.
import { readFileSync } from 'node:fs'
import { renderMermaidSVG } from 'beautiful-mermaid'

process.stdout.write(renderMermaidSVG(readFileSync(0, 'utf8')))
