"""Which class of entries each lexicon file holds: the table by which files are checked before they are used."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import cast

from ...lexicons import Entry

_SPECIAL = {
    "activities": "activities.deadlines.ActivityEntry",
    "comparators": "targets.comparators.ComparatorEntry",
    "counted_nouns": "counts.counted.CountedNoun",
    "dictionary": "segmenter.dictionary.DictionaryEntry",
    "document_kinds": "facts.kinds.KindEntry",
    "document_layout": "facts.layout.PartEntry",
    "five_year_plans": "facts.plan_periods.PeriodEntry",
    "front_matter": "readers.front_matter.KeyEntry",
    "furniture": "readers.particulars.FurnitureEntry",
    "goals": "goals.GoalCue",
    "incentives": "incentives.award_words.IncentiveEntry",
    "indicator_names": "targets.indicator_names.IndicatorName",
    "leads": "sections.leads.NoHeadingEntry",
    "list_announcers": "language.lists.ListAnnouncer",
    "list_openers": "language.lists.ListOpener",
    "list_words": "language.lists.ListWord",
    "markers": "sections.markers.MarkerEntry",
    "news": "facts.news.NewsEntry",
    "not_structures": "structures.formula_words.Exclusion",
    "notations": "structures.formula_words.NotationWord",
    "page_furniture": "readers.pdf.furniture.FurnitureEntry",
    "portal_labels": "facts.layout.LabelEntry",
    "quantities": "numbers.bounds.QuantityCue",
    "quantity_words": "numbers.quantity_words.QuantityWord",
    "regions": "facts.regions.RegionEntry",
    "rejections": "targets.commitment.RejectionCue",
    "responsibility": "responsibility.grammar.ResponsibilityEntry",
    "roles": "sections.role_cues.RoleCue",
    "rules": "explaining.rules.RuleEntry",
    "structure_fields": "structures.formulae.FieldWord",
    "structure_heads": "structures.formulae.HeadWord",
    "tables": "tables.words.TableEntry",
    "tallies": "counts.counted.Tally",
    "target_fields": "targets.fields.FieldEntry",
    "targets": "targets.indicators.TargetCue",
    "tenses": "targets.tenses.TenseEntry",
    "units": "numbers.units.UnitEntry",
    "verbs": "language.verbs.VerbEntry",
    "web_pages": "readers.html.parts.PagePart",
    "words": "segmenter.user_words.WordEntry",
    "wrapping": "readers.cues.WrappingEntry",
}
"""Files whose entries have fields of their own; the others hold plain entries."""


@cache
def entry_type(name: str) -> type[Entry]:
    """Return the class of the entries of the file `name`.yaml; its module is loaded when asked for."""
    module, _, class_name = _SPECIAL.get(name, "").rpartition(".")
    if not class_name:
        return Entry
    return cast("type[Entry]", getattr(import_module(f"..{module}", __package__), class_name))
