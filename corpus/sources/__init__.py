"""Where documents come from: folders, pages, WordPress sites, exports, files that people send; all become Markdown."""
