"""The outline of a document: headings, markers, nesting, and what each unit does."""
