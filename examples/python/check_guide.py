"""Check a guide: what is wrong with it, and where? What an editor does on every keystroke.

``python examples/python/check_guide.py``
"""

import critpath

GUIDE = """\
# Release 1.4 {start=2026-12-07}

- Build the package {#build 2h}
- Test it {#test 1d after=biuld}
- Write the release notes {#notes}
"""

plan = critpath.Plan.from_markdown(GUIDE, name="release.md")

# Reading never fails; the check says what is wrong, what is missing, and how to mend it.
found = plan.check()
for finding in found:
    print(f"{finding.line}:{finding.column}: {finding.severity}: {finding.message} [{finding.code}]")
    if finding.help:
        print(f"    {finding.help}")
print(f"errors: {found.summary.errors}, warnings: {found.summary.warnings}")

# A plan with errors has no dates. The code is the same in every language.
try:
    plan.schedule()
except critpath.DocumentError as error:
    print(f"no dates yet: {error.code}")
