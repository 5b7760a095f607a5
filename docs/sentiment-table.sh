#!/usr/bin/env bash
# The table of sentiment in docs/benchmarks.md: every set under $RAWI_DATA, three seeds, the
# defaults of "rawi sentiment train", the set's own validation file; judged once on the test file.
#
#   docs/sentiment-table.sh [SET...]     one tab-separated line for each set and seed
set -euo pipefail
cd "$(dirname "$0")/.."
data=${RAWI_DATA:-../shared/data}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

sets=("$@")
if [ ${#sets[@]} -eq 0 ]; then
  sets=(fr_allocine fr_books fr_tvseries ar_ajgt ar_reviews/res1 ar_reviews/prod ar_reviews/res2
    ar_reviews/att tn_tsac tn_tunizi_arabizi ary_afrisenti arq_afrisenti)
fi

field() { sed -n "s/.*\"$1\":\([0-9.E-]*\).*/\1/p" | head -n 1; }

printf 'set\tseed\taccuracy\tmacroF1\tece\tepochs\tseconds/epoch\n'
for set in "${sets[@]}"; do
  case $set in fr_*) lang=fr ;; *) lang=ar ;; esac
  for seed in 1 2 3; do
    ./rawi sentiment train --data "$data/sentiment_$set/train.tsv" \
      --valid "$data/sentiment_$set/valid.tsv" --lang $lang --seed $seed --quiet \
      --out "$work/m.rawi" --history "$work/h.csv" >/dev/null
    result=$(./rawi sentiment evaluate --model "$work/m.rawi" \
      --data "$data/sentiment_$set/test.tsv" --json --quiet)
    pace=$(awk -F, 'NR > 1 { n++; s += $NF } END { printf "%d\t%.2f", n, s / n }' "$work/h.csv")
    printf '%s\t%s\t%s\t%s\t%s\t%s\n' "$set" "$seed" "$(field accuracy <<<"$result")" \
      "$(field macroF1 <<<"$result")" "$(field ece <<<"$result")" "$pace"
  done
done
