#!/usr/bin/env bash
# Word vectors of Rawi beside those of gensim: the same text, the same options, three seeds.
#   RAWI_DATA=... docs/word-vectors.sh speed      words a second, on one thread and on two
#   RAWI_DATA=... docs/word-vectors.sh quality    French analogies, trained on one thread
# PYTHON (python3) has gensim 4. Files go to WORK (a new folder under /tmp).
set -euo pipefail
cd "$(dirname "$0")/.."
work=${WORK:-$(mktemp -d)}
python=${PYTHON:-python3}
text=$work/novels.txt
[ -f "$text" ] || ./rawi tokenize --lang fr --normalized "$RAWI_DATA/lm_fr_novels/train.txt" >"$text"

gensim() { # threads seed out: words of the vocabulary a second
  "$python" - "$text" "$@" <<'PY'
import sys, time
from gensim.models import Word2Vec
text, threads, seed, out = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
m = Word2Vec(sg=1, vector_size=100, window=5, min_count=5, negative=5, sample=1e-3, alpha=0.025, workers=threads, seed=seed)
m.build_vocab(corpus_file=text)
words = sum(m.wv.get_vecattr(w, "count") for w in m.wv.index_to_key)
start = time.time()
m.train(corpus_file=text, total_examples=m.corpus_count, total_words=m.corpus_total_words, epochs=5)
print("gensim  threads %d  seed %d  %d words/s" % (threads, seed, 5 * words / (time.time() - start)))
m.wv.save_word2vec_format(out)
PY
}

rawi() { # threads seed out
  ./rawi embeddings train --data "$text" --tokenizer space --threads "$1" --seed "$2" --out "$3" --quiet --json |
    "$python" -c "import json, sys; print('rawi    threads %d  seed %d  %d words/s' % ($1, $2, json.load(sys.stdin)['wordsPerSecond']))"
}

evaluate() {
  ./rawi embeddings evaluate --vectors "$1" --analogies "$RAWI_DATA/wordvec_benchmarks/questions-words-fr.txt" --quiet --json |
    "$python" -c "import json, sys; d = json.load(sys.stdin); print('  analogies: %(right)d of %(covered)d covered, of %(questions)d: %(accuracy).4f' % d)"
}

case ${1:-} in
  speed)
    for threads in 1 2; do
      rawi $threads 1 "$work/r.vec"
      gensim $threads 1 "$work/g.vec"
    done ;;
  quality)
    for seed in 1 2 3; do
      rawi 1 $seed "$work/r.vec"
      evaluate "$work/r.vec"
      gensim 1 $seed "$work/g.vec"
      evaluate "$work/g.vec"
    done ;;
  *)
    echo "usage: RAWI_DATA=... docs/word-vectors.sh speed|quality" >&2
    exit 2 ;;
esac
