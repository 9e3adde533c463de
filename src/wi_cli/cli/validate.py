"""
`wi validate`: what is wrong with a registry file.
"""

from __future__ import annotations

from wi_cli.cli.options import RegistryFile


def validate_files(registry: RegistryFile = None) -> None:
    """
    Check registry files and report every fault.
    """
