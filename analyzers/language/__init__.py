"""How Chinese is written: sentences, lists, verbs."""
