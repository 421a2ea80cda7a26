#!/bin/sh
# Tells people what `make weekly` found: a comment on the open issue, or a new issue. An empty file is no news.
# Usage: tools/issue.sh weekly.md, with gh, GH_TOKEN and GH_REPO.
set -eu
title="Пора сверить сайт с жизнью"
[ -s "$1" ] || exit 0
number=$(gh issue list --state open --limit 100 --json number,title --jq ".[] | select(.title == \"$title\") | .number" | head -n 1)
if [ -n "$number" ]; then
    gh issue comment "$number" --body-file "$1"
else
    gh issue create --title "$title" --body-file "$1"
fi
