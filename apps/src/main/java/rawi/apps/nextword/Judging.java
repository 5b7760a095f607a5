package rawi.apps.nextword;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.apps.cli.Failure;
import rawi.nn.States;

/** Reads a text in one piece, states and all, and counts how well each token was foreseen. */
final class Judging {
  private static final int MOST_STEPS = 256;
  private static final int MOST_NUMBERS = 1 << 22; // log-probabilities at once

  private final NextWordModel model;
  private double nats;
  private long first; // tokens that were the most probable
  private long among; // tokens among the five most probable

  Judging(NextWordModel model) {
    this.model = model;
  }

  Judgement of(Text text) {
    try (Corpus corpus =
        Corpus.encode(text, LineShare.ALL, model.config().cut(), model.vocabulary())) {
      long words = corpus.tokens() - corpus.lines();
      if (words == 0) {
        throw new Failure(text.name() + ": expected text to judge on, got no line with a word");
      }
      if (words == corpus.unknown()) {
        throw new Failure(
            "%s: the model knows none of its %d words; expected a text of the language it learnt"
                .formatted(text.name(), words));
      }
      TokenFile ids = corpus.ids();
      int steps = Math.max(1, Math.min(MOST_STEPS, MOST_NUMBERS / model.vocabulary().size()));
      States states = new States();
      for (long from = 0; from < ids.length(); from += steps) {
        read(ids, from, (int) Math.min(steps, ids.length() - from), states);
      }
      double n = (double) ids.length();
      return new Judgement(
          ids.length(),
          Math.exp(nats / n),
          first / n,
          among / n,
          corpus.unknown() / n,
          nats / Math.log(2) / corpus.characters(),
          corpus.lines(),
          Judgement.COUNTED);
    }
  }

  private void read(TokenFile ids, long from, int count, States states) {
    int[][] before = new int[1][count];
    for (int t = 0; t < count; t++) {
      before[0][t] = from + t == 0 ? Corpus.END_ID : ids.at(from + t - 1);
    }
    float[] logs =
        model.computed(
            context -> {
              INDArray read =
                  model.network().read(Nd4j.createFromArray(before), context.with(states));
              return model.network().next(read, context).dup('c').data().asFloat();
            });
    int words = logs.length / count;
    for (int t = 0; t < count; t++) {
      int id = ids.at(from + t);
      float own = logs[t * words + id];
      nats -= own;
      int better = 0;
      for (int w = t * words; w < (t + 1) * words; w++) {
        better += logs[w] > own ? 1 : 0;
      }
      first += better < 1 ? 1 : 0;
      among += better < 5 ? 1 : 0;
    }
  }
}
