"""How documents are worked on: one after the other in this process, or by several worker processes.

`work` says what is done with one document, `alarm` how long that may take, `worker` is a process that does it,
`pool` gives worker processes their work and replaces those that die.
"""
