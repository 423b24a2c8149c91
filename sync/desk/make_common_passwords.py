# SPDX-FileCopyrightText: 2026 The Gridboard Authors
# SPDX-License-Identifier: Apache-2.0
"""Writes the passwords that are tried first, as Debian's python3-zxcvbn has them from published breaches (MIT), into a
C++ source: folded as password.cpp folds what is typed, one a line. usage: LISTS.py OUT.cpp"""

import importlib.util
import sys

LEAST = 5  # shorter ones can't be most of twelve characters

spec = importlib.util.spec_from_file_location("frequency_lists", sys.argv[1])
lists = importlib.util.module_from_spec(spec)
spec.loader.exec_module(lists)
folded = {"".join(c for c in word.lower() if c not in " -_.") for word in lists.FREQUENCY_LISTS["passwords"]}
words = sorted(word for word in folded if len(word) >= LEAST and word.isascii() and word.isprintable())
if len(words) < 10000:  # OWASP ASVS 4.0.3, V2.1.7: at least the commonest thousand, better ten thousand
    sys.exit(f"{sys.argv[1]} has only {len(words)} passwords")
with open(sys.argv[2], "w", encoding="ascii") as out:
    out.write('#include "sync/desk/common_passwords.hpp"\n\nnamespace gridboard::desk {\n\nstd::string_view common_passwords() {\n  return "\\n"\n')
    for word in words:
        out.write('"' + word.replace("\\", "\\\\").replace('"', '\\"').replace("?", "\\?") + '\\n"\n')
    out.write(";\n}\n\n}  // namespace gridboard::desk\n")
