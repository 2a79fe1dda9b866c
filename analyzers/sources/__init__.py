"""Where documents come from: files, folders, globs, lists, archives, tables, object stores, standard input.

One module a kind of source. `finding.find_inputs` turns what the user named into a stream of inputs, each of which
knows how to get its bytes, in this process or in another.
"""
