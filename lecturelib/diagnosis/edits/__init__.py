"""Every systematic edit of a graph: what a student may have written instead, with one sentence for each.

A family has a file. Each function in FAMILIES takes a View and yields Edits; to switch one off, take it out of here.
"""

from collections.abc import Iterator

from ..view import Edit, View
from .blocks import block_orders, block_slices
from .brackets import brackets, moved_factors, moved_terms
from .gates import extra_terms, gate_groups, state_groups, weight_groups
from .operators import missing_operands, missing_products, missing_terms, other_operators
from .places import other_operands
from .returned import result_orders, returned_instead, scaled_gradients
from .squashes import early_slopes, other_slopes, other_squashes, slope_groups, squash_groups
from .sums import batch_sums, other_sums
from .values import counted_values, other_values, rows_mixed, scaled_values, swapped_values, value_changes

FAMILIES = (
    value_changes,
    rows_mixed,
    other_values,
    swapped_values,
    scaled_values,
    counted_values,
    other_operands,
    missing_operands,
    missing_products,
    missing_terms,
    other_operators,
    brackets,
    moved_factors,
    moved_terms,
    other_squashes,
    squash_groups,
    other_slopes,
    early_slopes,
    slope_groups,
    other_sums,
    batch_sums,
    gate_groups,
    extra_terms,
    state_groups,
    weight_groups,
    block_orders,
    block_slices,
    result_orders,
    returned_instead,
    scaled_gradients,
)


def all_edits(view: View) -> Iterator[Edit]:
    """All edits of all families, in a fixed order."""
    for family in FAMILIES:
        yield from family(view)
