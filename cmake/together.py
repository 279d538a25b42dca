#!/usr/bin/env python3
"""Says which sources can be compiled together: together.py SOURCE... prints "GROUP;SOURCE" lines.

Most of a compiler's time goes into the headers that a source includes, again for each source. So
sources of one folder are compiled as one, a few at a time; but not two of which one has a name of
its own, in a namespace without a name, that the other mentions too.
"""
import collections
import os
import pathlib
import re
import sys

TOGETHER = 8
OWN = re.compile(r"^namespace \{$(.*?)^\}  // namespace$", re.M | re.S)
# What begins a line there is a definition: the last word before its value, parameters or members.
DEFINED = re.compile(r"^(?=[a-zA-Z\[])[^\n(={;]*?(\w+)(?:\[\w*\])?\s*(?:[(={;]|: )", re.M)
COMMENT_OR_STRING = re.compile(r'//[^\n]*|"(?:\\.|[^"\\\n])*"')
WORD = re.compile(r"[A-Za-z_]\w*")
MACROS = {"TEST_CASE", "TEMPLATE_TEST_CASE"}  # which begin lines too


def without_comments(text):
    return COMMENT_OR_STRING.sub("", text)


class Source:
    def __init__(self, path):
        self.path = path
        text = path.read_text()
        self.words = set(WORD.findall(without_comments(text)))
        self.own = {name for room in OWN.findall(text)
                    for name in DEFINED.findall(without_comments(room))} - MACROS

    def agrees_with(self, other):
        return not self.own & other.words and not other.own & self.words


def groups_of(sources):
    """Lists of sources that agree with each other."""
    groups = []
    for source in sources:
        for members in groups:
            if len(members) < TOGETHER and all(source.agrees_with(other) for other in members):
                members.append(source)
                break
        else:
            groups.append([source])
    return groups


def main():
    folders = collections.defaultdict(list)
    for path in sorted(map(pathlib.Path, sys.argv[1:])):
        folders[path.parent].append(Source(path))
    for folder, sources in folders.items():
        room = os.path.relpath(folder).replace("/", "_")
        for number, members in enumerate(groups_of(sources)):
            for source in members:
                print(f"{room}_{number};{source.path}")


if __name__ == "__main__":
    main()
