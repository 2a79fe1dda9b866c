"""Scores what planscan finds against what people annotated: matching, counting, floors, gains and losses."""
