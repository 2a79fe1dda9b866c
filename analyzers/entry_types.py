"""Which class of entries each lexicon file holds: the table by which files are checked before they are used."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import cast

from ..lexicons import Entry

_SPECIAL = {
    "activities": "deadlines.ActivityEntry",
    "comparators": "comparators.ComparatorEntry",
    "counted_nouns": "counted.CountedNoun",
    "document_kinds": "kinds.KindEntry",
    "document_layout": "layout.PartEntry",
    "five_year_plans": "plan_periods.PeriodEntry",
    "front_matter": "readers.front_matter.KeyEntry",
    "furniture": "readers.particulars.FurnitureEntry",
    "goals": "goals.GoalCue",
    "incentives": "award_words.IncentiveEntry",
    "indicator_names": "indicator_names.IndicatorName",
    "leads": "leads.NoHeadingEntry",
    "list_announcers": "lists.ListAnnouncer",
    "list_openers": "lists.ListOpener",
    "list_words": "lists.ListWord",
    "markers": "markers.MarkerEntry",
    "news": "news.NewsEntry",
    "not_structures": "formula_words.Exclusion",
    "notations": "formula_words.NotationWord",
    "page_furniture": "readers.pdf.furniture.FurnitureEntry",
    "portal_labels": "layout.LabelEntry",
    "quantities": "bounds.QuantityCue",
    "quantity_words": "quantity_words.QuantityWord",
    "regions": "regions.RegionEntry",
    "rejections": "commitment.RejectionCue",
    "responsibility": "responsibility_grammar.ResponsibilityEntry",
    "roles": "role_cues.RoleCue",
    "rules": "rules.RuleEntry",
    "structure_fields": "formulae.FieldWord",
    "structure_heads": "formulae.HeadWord",
    "tables": "table_words.TableEntry",
    "tallies": "counted.Tally",
    "target_fields": "target_fields.FieldEntry",
    "targets": "indicators.TargetCue",
    "tenses": "tenses.TenseEntry",
    "units": "units.UnitEntry",
    "verbs": "verbs.VerbEntry",
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
    return cast("type[Entry]", getattr(import_module(f"..{module}", __name__), class_name))
