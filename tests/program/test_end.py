"""
How a run ends: interrupted, by a fault of the program, and always alike.
"""

import pytest

from samples import RICH
from wi_cli.cli import contact


def test_interrupted(wi, monkeypatch):
    """
    Ctrl-C is status 130 and no word.
    """

    def interrupt(*_args, **_options):
        raise KeyboardInterrupt

    monkeypatch.setattr(contact, "load", interrupt)
    assert (130, "", "") == wi("contact", "hall")


def test_bug(wi, monkeypatch):
    """
    A bug is not dressed up: it ends in a traceback.
    """

    def bug(*_args, **_options):
        raise ZeroDivisionError

    monkeypatch.setattr(contact, "load", bug)
    with pytest.raises(ZeroDivisionError):
        wi("contact", "hall")


def test_same_answer_in_every_run(process):
    """
    A search gives the same in every run, what is equally good in the same order.
    """
    words = ("search", "Kommunaler", "--json", "--registry", str(RICH))
    assert 1 == len({process(*words, PYTHONHASHSEED=str(seed)) for seed in range(1, 7)})
