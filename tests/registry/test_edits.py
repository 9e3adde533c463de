from hypothesis import given
from hypothesis import strategies as st

from wi_cli.registry.edits import Edit, apply


@given(
    st.text(max_size=20), st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20), st.text(max_size=3)), max_size=6)
)
def test_apply(text, drawn):
    """
    Only the spans change, whatever the order of the edits; of two that overlap the first is made.
    """
    edits = [Edit(*sorted((min(one, len(text)), min(other, len(text)))), new) for one, other, new in drawn]
    expected, kept = text, []
    for edit in sorted(set(edits)):
        if not kept or edit.start >= kept[-1].end:
            kept.append(edit)
    for edit in reversed(kept):
        expected = expected[: edit.start] + edit.new + expected[edit.end :]
    assert expected == apply(text, edits) == apply(text, reversed(edits))
